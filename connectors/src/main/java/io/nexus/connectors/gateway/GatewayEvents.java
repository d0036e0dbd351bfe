package io.nexus.connectors.gateway;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
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

    /** A snapshot without its levels farthest from the touch, where it has more than a message can hold; any other event as it
     * is. What was cut off counts as not known. */
    static MarketEvent withoutFarLevels(MarketEvent event, int maxLevels) {
        BookUpdate book = event.book();
        if (event.kind() != MarketEventKind.BOOK_SNAPSHOT
                || book == null
                || Math.max(book.bidTicks().length, book.askTicks().length) <= maxLevels) {
            return event;
        }
        int[] bids = nearest(book.bidTicks(), -1, maxLevels);
        int[] asks = nearest(book.askTicks(), 1, maxLevels);
        BookUpdate cut = new BookUpdate(
                book.firstUpdateId(),
                book.lastUpdateId(),
                book.previousUpdateId(),
                at(book.bidTicks(), bids),
                at(book.bidLots(), bids),
                at(book.askTicks(), asks),
                at(book.askLots(), asks),
                bids.length < book.bidTicks().length ? 0 : book.knownLowTicks(),
                asks.length < book.askTicks().length ? 0 : book.knownHighTicks());
        return MarketEvent.received(event.kind(), event.instrument(), event.feedTimeMs(), event.exchangeTimeMs(), cut);
    }

    /** Indices of the levels nearest to the touch, in its order.
     *
     * @param sign 1 for asks, whose nearest is the lowest, -1 for bids */
    private static int[] nearest(long[] ticks, int sign, int most) {
        return IntStream.range(0, ticks.length)
                .boxed()
                .sorted(Comparator.comparingLong(level -> sign * ticks[level]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long[] at(long[] values, int[] indices) {
        return Arrays.stream(indices).mapToLong(index -> values[index]).toArray();
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
