package io.nexus.udf.risk;

import io.nexus.domain.market.Side;

/** Where the hourly market is heading, by the slope of EMA50 of its hourly closes. */
enum MarketDirection {
    BULLISH,
    BEARISH,
    NEUTRAL;

    /** NEUTRAL within the margin, and where the slope is unknown. */
    static MarketDirection of(double hourlyTrendSlope, double margin) {
        if (!(Math.abs(hourlyTrendSlope) >= margin)) {
            return NEUTRAL;
        }
        return hourlyTrendSlope > 0 ? BULLISH : BEARISH;
    }

    /** Whether an entry on this side goes against it. */
    boolean contradicts(Side side) {
        return this == (side == Side.BUY ? BEARISH : BULLISH);
    }
}
