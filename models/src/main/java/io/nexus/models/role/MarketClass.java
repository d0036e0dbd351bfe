package io.nexus.models.role;

import io.nexus.domain.market.Side;

/** Model 10's role: where the hourly market is heading. */
public record MarketClass(Kind kind, ModelUse use) {
    private static final ModelUse EMA_SLOPE = ModelUse.fallback(10, "ema50-slope");

    /** Least absolute slope, in hourly sigmas per hour, that counts as a direction. */
    public static final double MARGIN = 0.10;

    /** The model's classes in its coding: 0, 1, 2. */
    public enum Kind {
        BULLISH,
        BEARISH,
        NEUTRAL
    }

    /** Bullish or bearish by the slope's sign where it exceeds {@link #MARGIN}; neutral else, and where it is unknown.
     *
     * @param hourlyTrendSlope change of EMA50 of 1 h closes over the last hour in hourly sigmas; NaN if unknown */
    public static MarketClass fromSlope(double hourlyTrendSlope) {
        if (!(Math.abs(hourlyTrendSlope) >= MARGIN)) {
            return new MarketClass(Kind.NEUTRAL, EMA_SLOPE);
        }
        return new MarketClass(hourlyTrendSlope > 0 ? Kind.BULLISH : Kind.BEARISH, EMA_SLOPE);
    }

    /** Class of model outputs: the largest probability unless its lead over the second is below {@link #MARGIN}. */
    public static Kind ofProbabilities(double bullish, double bearish, double neutral) {
        double best = Math.max(bullish, Math.max(bearish, neutral));
        double second = bullish + bearish + neutral - best - Math.min(bullish, Math.min(bearish, neutral));
        if (!(best - second >= MARGIN) || best == neutral) {
            return Kind.NEUTRAL;
        }
        return best == bullish ? Kind.BULLISH : Kind.BEARISH;
    }

    /** Whether an entry on this side goes against the class. */
    public boolean contradicts(Side side) {
        return (side == Side.BUY && kind == Kind.BEARISH) || (side == Side.SELL && kind == Kind.BULLISH);
    }
}
