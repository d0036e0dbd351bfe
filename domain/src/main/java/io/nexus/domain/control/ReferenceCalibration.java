package io.nexus.domain.control;

import io.nexus.domain.signal.StrategyId;
import java.util.Arrays;

/** The calibration a fresh installation ships: no episode has been seen, so confidence rests on the rank of a strength alone.
 * Ranks are read from a reference curve per strategy, a shifted exponential {@code floor - scale * ln(1 - rank)}: a trigger
 * passes its threshold by a little often and by a lot rarely. Feedback replaces it as outcomes come in. */
public final class ReferenceCalibration {
    private static final double TYPICAL_FLOOR = 1.0;
    private static final double TYPICAL_SCALE = 0.5;
    /** The exponential has no largest value; the last quantile stands half a step before rank 1. */
    private static final double LAST_RANK = 1 - 0.5 / (Calibration.QUANTILES - 1);

    private ReferenceCalibration() {}

    /** Zero episodes, an even chance everywhere, and the reference quantiles. */
    public static Calibration initial() {
        int bins = StrategyId.COUNT * Calibration.BINS;
        double[] even = new double[bins];
        Arrays.fill(even, 0.5);
        double[] quantiles = new double[StrategyId.COUNT * Calibration.QUANTILES];
        for (StrategyId strategy : StrategyId.values()) {
            fillQuantiles(strategy, quantiles);
        }
        return new Calibration(new double[bins], even, new double[bins], even.clone(), quantiles, 0);
    }

    private static void fillQuantiles(StrategyId strategy, double[] quantiles) {
        int from = strategy.column() * Calibration.QUANTILES;
        for (int i = 0; i < Calibration.QUANTILES; i++) {
            double rank = Math.min(LAST_RANK, (double) i / (Calibration.QUANTILES - 1));
            quantiles[from + i] = floor(strategy) - scale(strategy) * Math.log(1 - rank);
        }
    }

    /** Least strength with which a strategy can fire by its own rule. */
    private static double floor(StrategyId strategy) {
        return switch (strategy) {
            case MOMENTUM_BREAKOUT -> 0.4; // 0.1 ATR of break against a unit of 0.25 ATR
            case VWAP_REVERSION -> 0.7; // 2 sigma, times 1 - efficiency ratio of at most 0.3
            case ORDER_BOOK_IMBALANCE -> 0.2; // the threshold, times tick / spread
            case ABSORPTION_BREAKOUT -> 0.0; // the delta after the break may be a small share of the one before
            default -> TYPICAL_FLOOR;
        };
    }

    /** Mean excess over the floor. */
    private static double scale(StrategyId strategy) {
        return switch (strategy) {
            case VWAP_REVERSION -> 0.2;
            case ORDER_BOOK_IMBALANCE -> 0.8;
            case ABSORPTION_BREAKOUT -> 1.0;
            default -> TYPICAL_SCALE;
        };
    }
}
