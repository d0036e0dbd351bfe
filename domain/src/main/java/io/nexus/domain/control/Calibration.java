package io.nexus.domain.control;

import io.nexus.domain.signal.StrategyId;
import java.io.Serializable;

/** Pooled knowledge about signal episodes, per strategy and raw-confidence bin (ten bins of [0.5, 1]), flattened as
 * {@code strategy * BINS + bin}.
 *
 * @param episodes decayed number of outcomes
 * @param probabilityEdgePositive posterior probability that the mean net bp is positive
 * @param meanNetBps decayed mean, shrunk to 0 where episodes are few
 * @param pWin decayed win rate with a Beta(1,1) prior
 * @param strengthQuantiles per strategy {@link #QUANTILES} values of the strength at ranks 0, 1/(Q-1), ..., 1 */
public record Calibration(
        double[] episodes,
        double[] probabilityEdgePositive,
        double[] meanNetBps,
        double[] pWin,
        double[] strengthQuantiles,
        long asOfMs)
        implements Serializable {
    public static final int BINS = 10;
    public static final int QUANTILES = 21;

    /** Bin of a raw confidence in [0.5, 1]; values outside fall in the first or last bin. */
    public static int bin(double rawConfidence) {
        return (int) Math.min(BINS - 1, Math.max(0, Math.floor((rawConfidence - 0.5) * 2 * BINS)));
    }

    /** Index into the per-bin arrays. */
    public static int index(StrategyId strategy, double rawConfidence) {
        return strategy.column() * BINS + bin(rawConfidence);
    }

    /** Rank of a strength among the strategy's past fires, 0 to 1, linear between quantiles; one that many fires share has the
     * middle of their ranks. */
    public double rank(StrategyId strategy, double strength) {
        int from = strategy.column() * QUANTILES;
        int below = 0;
        int atMost = 0;
        for (int i = 0; i < QUANTILES; i++) {
            below += strengthQuantiles[from + i] < strength ? 1 : 0;
            atMost += strengthQuantiles[from + i] <= strength ? 1 : 0;
        }
        if (atMost > below) {
            return (below + atMost - 1) / 2.0 / (QUANTILES - 1);
        }
        if (below == 0 || below == QUANTILES) {
            return below == 0 ? 0 : 1;
        }
        double low = strengthQuantiles[from + below - 1];
        double high = strengthQuantiles[from + below];
        return (below - 1 + (strength - low) / (high - low)) / (QUANTILES - 1);
    }
}
