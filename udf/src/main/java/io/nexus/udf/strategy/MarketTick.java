package io.nexus.udf.strategy;

import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;

/** The market as a strategy sees it after one event; valid during that step only. There is a touch.
 *
 * @param event the event just applied, never a bar of the feed
 * @param timeMs newest feed time */
record MarketTick(MarketContext market, InstrumentScale scale, MarketEvent event, long timeMs) {
    private static final double LEAST_STEP_RATIO = 0.5e-4;

    /** Step of rules that count ticks: max(tick, 0.5 bp), in ticks. */
    double stepTicks() {
        return Math.max(1, market.midTicks() * LEAST_STEP_RATIO);
    }
}
