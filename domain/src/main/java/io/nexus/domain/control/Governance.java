package io.nexus.domain.control;

import io.nexus.domain.check.Check;
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

    private static final int THRESHOLDS = 5;
    private static final int REGIME_GROUPS = 3;
    private static final double MAX_TIGHTENING = 0.05;
    private static final double LEAST_SCALER = 0.25;

    /** What an older savepoint lacks is as in {@link #identity}. */
    @Override
    public double[] modelWeights() {
        return Padded.with(modelWeights, MODELS, 1);
    }

    @Override
    public double[] thresholdAdjustments() {
        return Padded.with(thresholdAdjustments, THRESHOLDS, 0);
    }

    @Override
    public double[] riskScalers() {
        return Padded.with(riskScalers, REGIME_GROUPS, 1);
    }

    @Override
    public boolean[] retrainFlags() {
        return retrainFlags == null ? new boolean[MODELS] : retrainFlags;
    }

    /** This governance if everything is within its range: it may tighten, never loosen.
     *
     * @throws IllegalArgumentException naming the field and its range */
    Governance checked() {
        Check.all("governance.modelWeights", modelWeights, MODELS, 0, 1);
        Check.all("governance.thresholdAdjustments", thresholdAdjustments, THRESHOLDS, 0, MAX_TIGHTENING);
        Check.all("governance.riskScalers", riskScalers, REGIME_GROUPS, LEAST_SCALER, 1);
        Check.inRange("number of governance.retrainFlags", retrainFlags().length, MODELS, MODELS);
        Check.notNegative("governance.asOfMs", asOfMs);
        return this;
    }

    public static Governance identity() {
        double[] ones = new double[MODELS];
        Arrays.fill(ones, 1);
        return new Governance(ones, new double[5], new double[] {1, 1, 1}, new boolean[MODELS], 0);
    }
}
