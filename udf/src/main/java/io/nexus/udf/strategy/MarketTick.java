package io.nexus.udf.strategy;

import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;

/** The market as a strategy sees it after one event; valid during that step only, since the same object serves every event.
 * There is a touch. */
final class MarketTick {
    private final InstrumentScale scale;
    private final double minStepBps;
    private MarketContext market;
    private MarketEvent event;
    private long timeMs;

    /** A tick that shows nothing yet.
     *
     * @param minStepBps least step of rules that count ticks */
    @SuppressWarnings("NullAway.Init") // show() comes before any step
    MarketTick(InstrumentScale scale, double minStepBps) {
        this.scale = scale;
        this.minStepBps = minStepBps;
    }

    /** Shows a market after an event.
     *
     * @param newEvent the event just applied, never a bar of the feed
     * @param newTimeMs newest feed time */
    void show(MarketContext newMarket, MarketEvent newEvent, long newTimeMs) {
        market = newMarket;
        event = newEvent;
        timeMs = newTimeMs;
    }

    MarketContext market() {
        return market;
    }

    InstrumentScale scale() {
        return scale;
    }

    MarketEvent event() {
        return event;
    }

    long timeMs() {
        return timeMs;
    }

    /** Step of rules that count ticks: the tick, or the least step where that is more, in ticks. */
    double stepTicks() {
        return Math.max(1, market.midTicks() * minStepBps * 1e-4);
    }
}
