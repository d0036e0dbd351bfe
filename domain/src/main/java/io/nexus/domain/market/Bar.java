package io.nexus.domain.market;

/** A closed bar. Prices in ticks, volumes in lots.
 *
 * @param intervalMs length of the bar: 60,000 or 3,600,000
 * @param openTimeMs start of the bar, a multiple of its interval
 * @param takerBuyLots volume of aggressive buys, or {@link #NO_TAKER_VOLUME} where the source lacks it */
public record Bar(
        long intervalMs,
        long openTimeMs,
        long openTicks,
        long highTicks,
        long lowTicks,
        long closeTicks,
        long volumeLots,
        long takerBuyLots,
        int trades) {

    /** Marks bars of sources without taker volume. */
    public static final long NO_TAKER_VOLUME = Long.MIN_VALUE;

    public long closeTimeMs() {
        return openTimeMs + intervalMs;
    }
}
