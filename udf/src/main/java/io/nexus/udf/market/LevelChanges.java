package io.nexus.udf.market;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.BookUpdate;

/** What stood at the levels that the newest depth update changed, before it did. A mutable state class. */
public final class LevelChanges {
    /** Whether the newest event was a depth update that applied; else the rest is old. */
    public boolean isKnown;
    /** Quantities before, parallel to the update's bids; longer if an earlier update was. */
    public long[] bidLotsBefore = new long[0];

    public long[] askLotsBefore = new long[0];

    /** For the serializer. */
    public LevelChanges() {}

    /** Looks up what stands at an update's levels. */
    void remember(OrderBook book, BookUpdate update) {
        bidLotsBefore = before(bidLotsBefore, book.bids, update.bidTicks());
        askLotsBefore = before(askLotsBefore, book.asks, update.askTicks());
    }

    private static long[] before(long[] scratch, BookSide side, long[] ticks) {
        long[] lots = scratch.length >= ticks.length ? scratch : new long[ticks.length];
        for (int i = 0; i < ticks.length; i++) {
            lots[i] = side.lotsAtPrice(ticks[i]);
        }
        return lots;
    }
}
