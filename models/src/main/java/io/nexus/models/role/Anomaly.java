package io.nexus.models.role;

/** How unusual a market is by the smaller tail of its 5-minute return and its spread. */
public final class Anomaly {
    /** Decades of tail probability at which the score is 0.8, 0.95 and 1. */
    private static final double[] DECADES = {0, 2, 3, 3 + 1.0 / 3};

    private static final double[] SCORES = {0, 0.8, 0.95, 1};

    private Anomaly() {}

    /** Score of 0.8 where one in a hundred moments is as unusual and 0.95 where one in a thousand is; linear in the
     * logarithm of the probability between. The probability that the smaller of two independent tails is at most m is
     * 1 - (1 - m)^2.
     *
     * @param returnPercentile of the signed return: its tail is twice the smaller end
     * @param spreadPercentile its tail is the upper end; NaN in either counts as usual
     * @return 0 to 1 */
    public static double score(double returnPercentile, double spreadPercentile) {
        double returnTail = Double.isNaN(returnPercentile) ? 1 : 2 * Math.min(returnPercentile, 1 - returnPercentile);
        double spreadTail = Double.isNaN(spreadPercentile) ? 1 : 1 - spreadPercentile;
        double tail = Math.min(1, Math.max(0, Math.min(returnTail, spreadTail)));
        return ofProbability(tail * (2 - tail));
    }

    /** Score of an event that is this rare: 0.01 gives 0.8, 0.001 gives 0.95. */
    static double ofProbability(double probability) {
        double decades = -Math.log10(probability);
        for (int i = 1; i < DECADES.length; i++) {
            if (decades <= DECADES[i]) {
                double share = (decades - DECADES[i - 1]) / (DECADES[i] - DECADES[i - 1]);
                return SCORES[i - 1] + share * (SCORES[i] - SCORES[i - 1]);
            }
        }
        return 1;
    }
}
