package io.nexus.models.xgboost;

import io.nexus.models.serving.RefusedException;

/** The linear booster: a weight per feature and output, then a bias per output. Missing values add nothing. Every output
 * starts from the base score of the first, also where there is one for each. */
final class LinearMargins implements Margins {
    private final float[] weights;
    private final int features;

    private LinearMargins(float[] weights, int features) {
        this.weights = weights;
        this.features = features;
    }

    static LinearMargins of(Learner learner) throws RefusedException {
        double[] given = learner.booster().section("model").numbers("weights");
        long expected = (learner.features() + 1L) * learner.outputs();
        if (given.length != expected) {
            throw Refusals.inconsistent("the linear booster has " + given.length + " weights instead of " + expected);
        }
        float[] weights = new float[given.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) given[i];
            if (!Float.isFinite(weights[i])) {
                throw Refusals.inconsistent("weight " + i + " of the linear booster is " + weights[i]);
            }
        }
        return new LinearMargins(weights, learner.features());
    }

    @Override
    public void add(double[] inputs, double[] margins) {
        int outputs = margins.length;
        float base = (float) margins[0];
        for (int k = 0; k < outputs; k++) {
            float sum = weights[features * outputs + k] + base;
            for (int i = 0; i < features; i++) {
                float value = (float) inputs[i];
                if (!Float.isNaN(value)) {
                    sum += value * weights[i * outputs + k];
                }
            }
            margins[k] = sum;
        }
    }

    @Override
    public Margins open() {
        return this;
    }
}
