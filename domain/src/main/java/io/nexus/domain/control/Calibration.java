package io.nexus.domain.control;

import io.nexus.domain.check.Check;
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

    private static final double MAX_NET_BPS = 10_000;

    private static final int CELLS = StrategyId.COUNT * BINS;
    private static final int LEVELS = StrategyId.COUNT * QUANTILES;

    /** What an older savepoint lacks is no evidence for a signal. */
    @Override
    public double[] episodes() {
        return Padded.with(episodes, CELLS, 0);
    }

    @Override
    public double[] probabilityEdgePositive() {
        return Padded.with(probabilityEdgePositive, CELLS, 0);
    }

    @Override
    public double[] meanNetBps() {
        return Padded.with(meanNetBps, CELLS, 0);
    }

    @Override
    public double[] pWin() {
        return Padded.with(pWin, CELLS, 0);
    }

    /** An unknown quantile is never reached. */
    @Override
    public double[] strengthQuantiles() {
        return Padded.with(strengthQuantiles, LEVELS, Double.MAX_VALUE);
    }

    /** This calibration if everything is within its range and quantiles do not fall.
     *
     * @throws IllegalArgumentException naming the field and its range */
    Calibration checked() {
        Check.all("calibration.episodes", episodes, CELLS, 0, Double.MAX_VALUE);
        Check.all("calibration.probabilityEdgePositive", probabilityEdgePositive, CELLS, 0, 1);
        Check.all("calibration.meanNetBps", meanNetBps, CELLS, -MAX_NET_BPS, MAX_NET_BPS);
        Check.all("calibration.pWin", pWin, CELLS, 0, 1);
        Check.all("calibration.strengthQuantiles", strengthQuantiles, LEVELS, -Double.MAX_VALUE, Double.MAX_VALUE);
        for (int i = 1; i < LEVELS; i++) {
            if (i % QUANTILES != 0 && strengthQuantiles[i] < strengthQuantiles[i - 1]) {
                throw new IllegalArgumentException("calibration.strengthQuantiles must not fall within a strategy, "
                        + strengthQuantiles[i - 1] + " is followed by " + strengthQuantiles[i]);
            }
        }
        Check.notNegative("calibration.asOfMs", asOfMs);
        return this;
    }

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
        double[] quantiles = strengthQuantiles();
        int from = strategy.column() * QUANTILES;
        int below = 0;
        int atMost = 0;
        for (int i = 0; i < QUANTILES; i++) {
            below += quantiles[from + i] < strength ? 1 : 0;
            atMost += quantiles[from + i] <= strength ? 1 : 0;
        }
        if (atMost > below) {
            return (below + atMost - 1) / 2.0 / (QUANTILES - 1);
        }
        if (below == 0 || below == QUANTILES) {
            return below == 0 ? 0 : 1;
        }
        double low = quantiles[from + below - 1];
        double high = quantiles[from + below];
        return (below - 1 + (strength - low) / (high - low)) / (QUANTILES - 1);
    }
}
