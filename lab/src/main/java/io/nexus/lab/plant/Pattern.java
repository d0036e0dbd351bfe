package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.config.LayersConfig;

/** What one strategy claims to find, as it would look in the market, and what only looks like it. */
public interface Pattern {
    StrategyId strategy();

    /** Whether the market lends itself now: a level is near, a statistic is known.
     *
     * @param side the signal that would be right */
    boolean isReady(Stage stage, Side side);

    /** Writes down what happens from now on.
     *
     * @param amplitude size over the size that just triggers, 0.5 to 3 */
    void plant(Stage stage, Script script, Side side, double amplitude);

    /** Writes down something honest that begins alike and must not be taken for the pattern. */
    void decoy(Stage stage, Script script, Side side, double amplitude);

    /** The configuration under which it is planted and looked for; the given one unless too little of it would happen in a day. */
    default LayersConfig config(LayersConfig config) {
        return config;
    }

    /** Whether the strengths of signals on planted ones say something of others: not where the amplitude itself is the strength, nor where
     * the configuration is another. */
    default boolean tellsStrength() {
        return true;
    }

    /** Whether it needs forced orders in the market, a few small ones as on any day. */
    default boolean needsForcedOrders() {
        return false;
    }

    /** Least time between two of them on an instrument, in ms, lest they become what is usual there. */
    default long leastGapMs() {
        return 0;
    }
}
