package io.nexus.lab.plant;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.function.Consumer;

/** Makes messages of one instrument at one instant and hands them on. Not thread-safe. */
final class EventWriter {
    private final String instrument;
    private final Consumer<MarketEvent> out;
    private long feedTimeMs;
    private long aheadMs;
    private boolean hasExchangeTime;

    EventWriter(String instrument, Consumer<MarketEvent> out) {
        this.instrument = instrument;
        this.out = out;
    }

    /** Learns how far the venue's clock stands from the feed's, and moves to the time of a message. */
    void follow(MarketEvent event) {
        feedTimeMs = Math.max(feedTimeMs, event.feedTimeMs());
        if (event.hasExchangeTime()) {
            hasExchangeTime = true;
            aheadMs = event.exchangeTimeMs() - event.feedTimeMs();
        }
    }

    /** Moves to a time that is not before the last one. */
    void moveTo(long timeMs) {
        feedTimeMs = Math.max(feedTimeMs, timeMs);
    }

    void write(MarketEventKind kind, Record payload) {
        long exchangeMs = hasExchangeTime ? feedTimeMs + aheadMs : MarketEvent.NO_EXCHANGE_TIME;
        out.accept(MarketEvent.received(kind, instrument, feedTimeMs, exchangeMs, payload));
    }

    void pass(MarketEvent event) {
        out.accept(event);
    }
}
