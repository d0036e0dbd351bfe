package io.nexus.models.role;

import io.nexus.domain.check.Check;

/** Governance's trust in a model: how much of its answer counts against its fallback's. The one place that blends them. */
public final class Trust {
    private Trust() {}

    /** {@code weight * model + (1 - weight) * fallback}; exactly one of the two at weight 1 or 0.
     *
     * @param weight 0 to 1
     * @throws IllegalArgumentException for any other weight */
    public static double blend(double weight, double model, double fallback) {
        Check.inRange("weight", weight, 0, 1);
        if (weight == 1 || model == fallback) {
            return model;
        }
        return weight == 0 ? fallback : weight * model + (1 - weight) * fallback;
    }

    /** Element by element, into a new array.
     *
     * @throws IllegalArgumentException if the lengths differ */
    public static double[] blend(double weight, double[] model, double[] fallback) {
        if (model.length != fallback.length) {
            throw new IllegalArgumentException(
                    "model and fallback must have one length, were " + model.length + " and " + fallback.length);
        }
        double[] blended = new double[model.length];
        for (int i = 0; i < blended.length; i++) {
            blended[i] = blend(weight, model[i], fallback[i]);
        }
        return blended;
    }
}
