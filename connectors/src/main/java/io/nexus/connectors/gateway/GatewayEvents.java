package io.nexus.connectors.gateway;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import org.jspecify.annotations.Nullable;

/** The messages that the gateway makes itself. No state. */
final class GatewayEvents {
    private GatewayEvents() {}

    static MarketEvent heartbeat(long feedTimeMs) {
        return event(MarketEventKind.HEARTBEAT, "", feedTimeMs, null);
    }

    static MarketEvent end(String instrument, long feedTimeMs) {
        return event(MarketEventKind.END, instrument, feedTimeMs, null);
    }

    /** The book as a snapshot, with the interval it really knows; at most so many levels a side. */
    static MarketEvent snapshot(String instrument, long feedTimeMs, OrderBook book, int maxLevels) {
        int bids = Math.min(book.bids.size, maxLevels);
        int asks = Math.min(book.asks.size, maxLevels);
        long lowestBid = book.bids.ticksAt(bids - 1);
        long highestAsk = book.asks.ticksAt(asks - 1);
        BookUpdate snapshot = new BookUpdate(
                book.lastUpdateId,
                book.lastUpdateId,
                0,
                ticks(book.bids, bids),
                lots(book.bids, bids),
                ticks(book.asks, asks),
                lots(book.asks, asks),
                bids < book.bids.size ? Math.max(book.knownLowTicks, lowestBid) : book.knownLowTicks,
                asks < book.asks.size ? Math.min(book.knownHighTicks, highestAsk) : finite(book.knownHighTicks));
        return event(MarketEventKind.BOOK_SNAPSHOT, instrument, feedTimeMs, snapshot);
    }

    private static long finite(long knownHighTicks) {
        return knownHighTicks == Long.MAX_VALUE ? 0 : knownHighTicks;
    }

    private static long[] ticks(BookSide side, int levels) {
        long[] ticks = new long[levels];
        for (int i = 0; i < levels; i++) {
            ticks[i] = side.ticksAt(i);
        }
        return ticks;
    }

    private static long[] lots(BookSide side, int levels) {
        long[] lots = new long[levels];
        for (int i = 0; i < levels; i++) {
            lots[i] = side.lotsAt(i);
        }
        return lots;
    }

    private static MarketEvent event(
            MarketEventKind kind, String instrument, long feedTimeMs, @Nullable BookUpdate book) {
        return new MarketEvent(
                kind,
                instrument,
                0,
                feedTimeMs,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                true,
                Freshness.FRESH,
                null,
                null,
                book,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
