package io.nexus.udf.market;

import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.Quote;

/** Compares quotes with the book rebuilt from depth alone, wherever both speak of the same update id, whichever comes first.
 * A mutable state class. */
public final class BookAgreement {
    private static final int KEPT = 256;
    private static final int FIELDS = 5;

    /** The newest quotes: update id, bid ticks, bid lots, ask ticks, ask lots. */
    public long[] quotes = new long[KEPT * FIELDS];

    public int next;
    public long compared;
    public long mismatches;

    /** For the serializer. */
    public BookAgreement() {}

    void quote(Quote quote, OrderBook book) {
        int at = next * FIELDS;
        quotes[at] = quote.updateId();
        quotes[at + 1] = quote.bidTicks();
        quotes[at + 2] = quote.bidLots();
        quotes[at + 3] = quote.askTicks();
        quotes[at + 4] = quote.askLots();
        next = (next + 1) % KEPT;
        if (book.hasTouch() && book.lastUpdateId == quote.updateId()) {
            compare(at, book);
        }
    }

    /** The book has moved to its {@link OrderBook#lastUpdateId}. */
    void book(OrderBook book) {
        if (!book.hasTouch()) {
            return;
        }
        for (int i = 1; i <= KEPT; i++) {
            int at = Math.floorMod(next - i, KEPT) * FIELDS;
            if (quotes[at] == book.lastUpdateId) {
                compare(at, book);
                return;
            }
            if (quotes[at] < book.lastUpdateId) {
                return;
            }
        }
    }

    private void compare(int at, OrderBook book) {
        compared++;
        boolean isEqual = quotes[at + 1] == book.bids.ticksAt(0)
                && quotes[at + 2] == book.bids.lotsAt(0)
                && quotes[at + 3] == book.asks.ticksAt(0)
                && quotes[at + 4] == book.asks.lotsAt(0);
        if (!isEqual) {
            mismatches++;
        }
    }
}
