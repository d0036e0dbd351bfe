package io.nexus.domain.signal;

import java.util.Locale;

/** The twenty strategies in the document's order; the column is its place in weights and models, the key is stable in
 * configuration, metrics and files. The half-life is how long half of a signal's confidence above 0.5 lasts. */
public enum StrategyId {
    EVENT_DRIVEN(1, 300),
    LVN_BREAKOUT(2, 180),
    ABSORPTION_BREAKOUT(3, 120),
    MOMENTUM_BREAKOUT(4, 1200),
    MARKET_MICROSTRUCTURE(5, 10),
    ORDER_BOOK_IMBALANCE(6, 5),
    LIQUIDITY_ABSORPTION(7, 60),
    SPOOFING_DETECTION(8, 30),
    ICEBERG_DETECTION(9, 60),
    LIQUIDATION_DETECTION(10, 60),
    LIQUIDITY_TRAPS(11, 900),
    MULTI_TIMEFRAME_ALIGNMENT(12, 600),
    CUMULATIVE_DELTA(13, 60),
    DELTA_DIVERGENCE(14, 900),
    OPEN_DRIVE_VS_FADE(15, 3600),
    PROFILE_ROTATION(16, 14_400),
    VWAP_REVERSION(17, 1200),
    STOP_RUN_ANTICIPATION(18, 300),
    MOMENTUM_IGNITION(19, 60),
    /** Five durations of its last bar; this is the longest it can be. */
    VOLUME_IMBALANCE(20, 300);

    public static final int COUNT = 20;

    private final int number;
    private final long halfLifeMs;

    StrategyId(int number, long halfLifeSeconds) {
        this.number = number;
        this.halfLifeMs = halfLifeSeconds * 1000;
    }

    /** The document's number, 1 to 20. */
    public int number() {
        return number;
    }

    /** Index in arrays of twenty, 0 to 19. */
    public int column() {
        return number - 1;
    }

    public long halfLifeMs() {
        return halfLifeMs;
    }

    /** Stable key, for example {@code order-book-imbalance}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
