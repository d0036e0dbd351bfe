package io.nexus.udf.strategy;

import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;

/** The market as a strategy sees it after one event; valid during that step only. There is a touch.
 *
 * @param event the event just applied, never a bar of the feed
 * @param timeMs newest feed time
 * @param minStepBps least step of rules that count ticks */
record MarketTick(MarketContext market, InstrumentScale scale, MarketEvent event, long timeMs, double minStepBps) {

    /** Step of rules that count ticks: the tick, or the least step where that is more, in ticks. */
    double stepTicks() {
        return Math.max(1, market.midTicks() * minStepBps * 1e-4);
    }
}
