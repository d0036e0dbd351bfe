package io.nexus.models.role;

import io.nexus.domain.signal.StrategyId;

/** Model 3's role: which strategies to trust now.
 *
 * @param weights of the twenty strategies by column, 0 to 1
 * @param anomalyScore 0 to 1
 * @param regimeProbabilities of trending, ranging, volatile */
public record MetaSelection(double[] weights, double anomalyScore, double[] regimeProbabilities, ModelUse use) {
    private static final ModelUse FEEDBACK = ModelUse.fallback(3, "feedback");
    private static final ModelUse EQUAL = ModelUse.fallback(3, "equal");
    private static final double NEUTRAL = 0.5;

    /** Each strategy's weight is its feedback score; equal weights of 0.5 if the scores are not twenty finite numbers.
     *
     * @param scores the feedback's, by column; clamped to 0 to 1
     * @param ruleProbabilities of the twelve regimes by column
     * @param returnPercentile of the signed 5-minute return, 0 to 1; both ends are unusual
     * @param spreadPercentile 0 to 1; only the upper end is unusual */
    public static MetaSelection fallback(
            double[] scores, double[] ruleProbabilities, double returnPercentile, double spreadPercentile) {
        double[] weights = new double[StrategyId.COUNT];
        boolean usable = scores.length == StrategyId.COUNT;
        for (int i = 0; i < scores.length; i++) {
            usable &= Double.isFinite(scores[i]);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = usable ? Math.min(1, Math.max(0, scores[i])) : NEUTRAL;
        }
        return new MetaSelection(
                weights,
                Anomaly.score(returnPercentile, spreadPercentile),
                RegimeClass.groupProbabilities(ruleProbabilities),
                usable ? FEEDBACK : EQUAL);
    }
}
