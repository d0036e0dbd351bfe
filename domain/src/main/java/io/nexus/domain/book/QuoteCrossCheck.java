package io.nexus.domain.book;

import io.nexus.domain.market.Quote;

/** Compares the book rebuilt from depth with the venue's quotes wherever a delta and a quote carry the same update id, in
 * whichever order they come. Remembers the last {@value #REMEMBERED} of each. Not thread-safe; a mutable state class. Fields
 * are public for the state serializer only. */
public final class QuoteCrossCheck {
    static final int REMEMBERED = 256;

    /** Values per entry: update id, bid ticks, bid lots, ask ticks, ask lots. */
    private static final int WIDTH = 5;

    /** Places where both were known. */
    public long compared;
    /** Places where best prices or sizes differed. */
    public long mismatches;

    public long[] quotes = new long[REMEMBERED * WIDTH];
    public long[] touches = new long[REMEMBERED * WIDTH];
    public int nextQuote;
    public int nextTouch;

    /** Takes a quote; update ids rise. */
    public void onQuote(Quote quote) {
        int at = nextQuote * WIDTH;
        quotes[at] = quote.updateId();
        quotes[at + 1] = quote.bidTicks();
        quotes[at + 2] = quote.bidLots();
        quotes[at + 3] = quote.askTicks();
        quotes[at + 4] = quote.askLots();
        compare(quotes, at, touches, nextTouch);
        nextQuote = (nextQuote + 1) % REMEMBERED;
    }

    /** Takes the book right after a delta was {@link BookResult#APPLIED}; update ids rise. */
    public void onDelta(OrderBook book) {
        if (!book.hasTouch()) {
            return;
        }
        int at = nextTouch * WIDTH;
        touches[at] = book.lastUpdateId;
        touches[at + 1] = book.bids.ticksAt(0);
        touches[at + 2] = book.bids.lotsAt(0);
        touches[at + 3] = book.asks.ticksAt(0);
        touches[at + 4] = book.asks.lotsAt(0);
        compare(touches, at, quotes, nextQuote);
        nextTouch = (nextTouch + 1) % REMEMBERED;
    }

    /** Looks from the newest entry of the other ring backwards for the same id. */
    private void compare(long[] own, int at, long[] other, int otherNext) {
        long updateId = own[at];
        for (int back = 1; back <= REMEMBERED; back++) {
            int candidate = Math.floorMod(otherNext - back, REMEMBERED) * WIDTH;
            if (other[candidate] < updateId) {
                return;
            }
            if (other[candidate] == updateId) {
                compared++;
                for (int i = 1; i < WIDTH; i++) {
                    if (own[at + i] != other[candidate + i]) {
                        mismatches++;
                        return;
                    }
                }
                return;
            }
        }
    }
}
