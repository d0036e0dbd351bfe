package io.nexus.models.role;

import io.nexus.domain.signal.StrategyId;

/** Model 4's role in closed form: the confidence-weighted mean of the strategies' directions. This is the model itself: its
 * ONNX file holds the same formula and serves as contract and oracle.
 *
 * @param aggregatedSignal -1 to 1; 0 if the total weight is 0
 * @param signalStrength mean confidence of the used signals; 0 if none
 * @param used how many signals took part
 * @param totalWeight sum of weight times confidence over the used signals */
public record SignalAggregator(double aggregatedSignal, double signalStrength, int used, double totalWeight) {
    /** Signals of lower confidence take no part. */
    public static final double MIN_CONFIDENCE = 0.65;

    /** Least divisor: totals below it count as it, so that no weight at all gives 0 and not NaN. */
    public static final double EPSILON = 1e-12;

    /** Sum of s w c over sum of w c, and the mean c, over the signals with c of at least {@link #MIN_CONFIDENCE}.
     *
     * @param signal -1, 0 or 1 by strategy column
     * @param confidence 0 to 1
     * @param weight 0 to 1
     * @throws IllegalArgumentException unless each has twenty values */
    public static SignalAggregator of(double[] signal, double[] confidence, double[] weight) {
        requireWidth("signal", signal);
        requireWidth("confidence", confidence);
        requireWidth("weight", weight);
        double weighted = 0;
        double total = 0;
        double confidences = 0;
        int used = 0;
        for (int i = 0; i < StrategyId.COUNT; i++) {
            if (confidence[i] >= MIN_CONFIDENCE) {
                double support = weight[i] * confidence[i];
                weighted += signal[i] * support;
                total += support;
                confidences += confidence[i];
                used++;
            }
        }
        return new SignalAggregator(weighted / Math.max(total, EPSILON), confidences / Math.max(used, 1), used, total);
    }

    private static void requireWidth(String name, double[] values) {
        if (values.length != StrategyId.COUNT) {
            throw new IllegalArgumentException(
                    name + " must have " + StrategyId.COUNT + " values, had " + values.length);
        }
    }
}
