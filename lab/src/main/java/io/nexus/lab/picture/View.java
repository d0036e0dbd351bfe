package io.nexus.lab.picture;

import io.nexus.domain.signal.StrategyId;

/** How much of the market around a firing shows the pattern of a strategy.
 *
 * @param beforeMs feed time shown before the firing
 * @param afterMs feed time shown after it
 * @param pane what stands below the price */
record View(long beforeMs, long afterMs, Pane pane) {
    private static final int STEPS = 300;
    private static final long LEAST_STEP_MS = 50;

    /** What can stand below the price. */
    enum Pane {
        /** Aggressive volume of each side. */
        VOLUME,
        /** Weighted imbalance of five levels of the book. */
        IMBALANCE,
        /** Cumulative volume delta. */
        DELTA
    }

    static View of(StrategyId strategy) {
        return switch (strategy) {
            case EVENT_DRIVEN, LVN_BREAKOUT -> minutes(15, 5, Pane.VOLUME);
            case ABSORPTION_BREAKOUT -> minutes(2, 2, Pane.VOLUME);
            case MOMENTUM_BREAKOUT -> minutes(30, 20, Pane.VOLUME);
            case MARKET_MICROSTRUCTURE, ORDER_BOOK_IMBALANCE -> new View(20_000, 15_000, Pane.IMBALANCE);
            case LIQUIDITY_ABSORPTION, ICEBERG_DETECTION, MOMENTUM_IGNITION -> minutes(1, 1, Pane.VOLUME);
            case SPOOFING_DETECTION -> new View(60_000, 30_000, Pane.IMBALANCE);
            case LIQUIDATION_DETECTION -> minutes(3, 3, Pane.VOLUME);
            case LIQUIDITY_TRAPS -> minutes(40, 15, Pane.VOLUME);
            case MULTI_TIMEFRAME_ALIGNMENT -> minutes(60, 20, Pane.VOLUME);
            case CUMULATIVE_DELTA, VOLUME_IMBALANCE -> minutes(3, 2, Pane.DELTA);
            case DELTA_DIVERGENCE -> minutes(60, 15, Pane.DELTA);
            case OPEN_DRIVE_VS_FADE -> minutes(60, 60, Pane.VOLUME);
            case PROFILE_ROTATION -> minutes(180, 180, Pane.VOLUME);
            case VWAP_REVERSION -> minutes(40, 20, Pane.VOLUME);
            case STOP_RUN_ANTICIPATION -> minutes(20, 5, Pane.VOLUME);
        };
    }

    private static View minutes(long before, long after, Pane pane) {
        return new View(before * 60_000, after * 60_000, pane);
    }

    /** Feed time that one sample sums up. */
    long stepMs() {
        return Math.max(LEAST_STEP_MS, (beforeMs + afterMs) / STEPS);
    }
}
