package io.nexus.domain.control;

import java.util.Arrays;

/** Trust in models. Identity until there is real history.
 *
 * @param modelWeights of 15 governed models, 0 to 1: share of the model's answer against its fallback's
 * @param thresholdAdjustments of the gates {confidence filter, aggregate, strength, action probability, router
 *     confidence}, 0 to 0.05: thresholds may only tighten
 * @param riskScalers per regime group, 0.25 to 1
 * @param retrainFlags per governed model */
public record Governance(
        double[] modelWeights,
        double[] thresholdAdjustments,
        double[] riskScalers,
        boolean[] retrainFlags,
        long asOfMs) {
    public static final int MODELS = 15;
    public static final int CONFIDENCE_FILTER = 0;
    public static final int AGGREGATE = 1;
    public static final int STRENGTH = 2;
    public static final int ACTION_PROBABILITY = 3;
    public static final int ROUTER_CONFIDENCE = 4;

    public static Governance identity() {
        double[] ones = new double[MODELS];
        Arrays.fill(ones, 1);
        return new Governance(ones, new double[5], new double[] {1, 1, 1}, new boolean[MODELS], 0);
    }
}
