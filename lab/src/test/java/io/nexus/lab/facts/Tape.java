package io.nexus.lab.facts;

import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;

/** Messages of one instrument, written by hand. */
final class Tape {
    static final String INSTRUMENT = "SIM|USDM|BTCUSDT";

    private Tape() {}

    static MarketEvent quote(long timeMs, long bidTicks, long bidLots, long askTicks, long askLots) {
        return event(MarketEventKind.QUOTE, timeMs, null, new Quote(1, bidTicks, bidLots, askTicks, askLots), null);
    }

    static MarketEvent trade(long timeMs, Side aggressor, long priceTicks, long lots) {
        return event(MarketEventKind.TRADE, timeMs, new Trade(1, priceTicks, lots, aggressor), null, null);
    }

    /** A book of levels one tick apart, as many as quantities. */
    static MarketEvent snapshot(long timeMs, long bidTicks, long askTicks, long... lots) {
        long[] bids = new long[lots.length];
        long[] asks = new long[lots.length];
        for (int i = 0; i < lots.length; i++) {
            bids[i] = bidTicks - i;
            asks[i] = askTicks + i;
        }
        return event(
                MarketEventKind.BOOK_SNAPSHOT, timeMs, null, null, new BookUpdate(1, 1, 0, bids, lots, asks, lots));
    }

    private static MarketEvent event(MarketEventKind kind, long timeMs, Trade trade, Quote quote, BookUpdate book) {
        return new MarketEvent(
                kind,
                INSTRUMENT,
                0,
                timeMs,
                timeMs,
                0,
                false,
                Freshness.FRESH,
                trade,
                quote,
                book,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
