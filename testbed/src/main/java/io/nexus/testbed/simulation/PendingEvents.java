package io.nexus.testbed.simulation;

import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Trade;
import java.util.ArrayDeque;

/** Messages made and not yet taken: one instrument, one instant at a time. Not thread-safe. */
final class PendingEvents {
    private final ArrayDeque<MarketEvent> events = new ArrayDeque<>();
    private String instrument = "";
    private long feedTimeMs;
    private long exchangeTimeMs;

    /** What is added from here on belongs to this instrument and instant. */
    void at(String key, long feedMs, long exchangeMs) {
        instrument = key;
        feedTimeMs = feedMs;
        exchangeTimeMs = exchangeMs;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    int size() {
        return events.size();
    }

    MarketEvent take() {
        return events.remove();
    }

    Iterable<MarketEvent> all() {
        return events;
    }

    void add(MarketEvent event) {
        events.add(event);
    }

    void trade(Trade trade) {
        add(MarketEventKind.TRADE, trade);
    }

    void quote(Quote quote) {
        add(MarketEventKind.QUOTE, quote);
    }

    void snapshot(BookUpdate book) {
        add(MarketEventKind.BOOK_SNAPSHOT, book);
    }

    void delta(BookUpdate book) {
        add(MarketEventKind.BOOK_DELTA, book);
    }

    void liquidation(Liquidation liquidation) {
        add(MarketEventKind.LIQUIDATION, liquidation);
    }

    void funding(FundingRate funding) {
        add(MarketEventKind.FUNDING, funding);
    }

    void mark(MarkPrice mark) {
        add(MarketEventKind.MARK_PRICE, mark);
    }

    void openInterest(OpenInterest openInterest) {
        add(MarketEventKind.OPEN_INTEREST, openInterest);
    }

    private void add(MarketEventKind kind, Record payload) {
        events.add(MarketEvent.received(kind, instrument, feedTimeMs, exchangeTimeMs, payload));
    }
}
