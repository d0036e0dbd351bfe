package io.nexus.lab.facts;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.Quote;

/** Spread and logarithms of the best levels' quantities at regular moments. Not thread-safe. */
final class BookSamples {
    static final int LEVELS = 5;

    final Samples spreadTicks = new Samples();
    final Samples spreadBps = new Samples();
    final Samples[] logLots = new Samples[2 * LEVELS];

    BookSamples() {
        for (int i = 0; i < logLots.length; i++) {
            logLots[i] = new Samples();
        }
    }

    void sample(Quote quote, OrderBook book) {
        double ticks = (double) quote.askTicks() - quote.bidTicks();
        spreadTicks.add(ticks);
        spreadBps.add(2e4 * ticks / (quote.askTicks() + quote.bidTicks()));
        if (!book.hasTouch() || book.bids.size < LEVELS || book.asks.size < LEVELS) {
            return;
        }
        sample(0, quote.bidLots(), book.bids);
        sample(LEVELS, quote.askLots(), book.asks);
    }

    private void sample(int from, long touchLots, BookSide side) {
        logLots[from].add(Math.log((double) touchLots));
        for (int depth = 1; depth < LEVELS; depth++) {
            logLots[from + depth].add(Math.log((double) side.lotsAt(depth)));
        }
    }
}
