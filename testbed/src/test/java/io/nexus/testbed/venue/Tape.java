package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of a hand-written feed and the instruments they belong to. Levels are written price, quantity, price, ... */
final class Tape {
    static final long START_MS = 1_723_111_200_000L; // 2024-08-08T10:00:00Z
    static final Instrument BTC = instrument(Market.USDM, "BTCUSDT");
    static final Instrument ETH = instrument(Market.USDM, "ETHUSDT");
    static final Instrument SPOT_BTC = instrument(Market.SPOT, "BTCUSDT");
    static final InstrumentCatalog CATALOG = new InstrumentCatalog(List.of(BTC, ETH, SPOT_BTC));

    private Tape() {}

    /** Tick 0.1, lot 0.001, at least 5 USDT, taker fee 5 bp: 1 lot at 10,000 ticks is 1 USDT. */
    private static Instrument instrument(Market market, String symbol) {
        return new Instrument(
                Instrument.key("SIM", market, symbol),
                "SIM",
                market,
                symbol,
                new BigDecimal("0.1"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                new BigDecimal("5"),
                BigDecimal.ONE,
                false,
                market != Market.SPOT,
                new BigDecimal("0.0005"));
    }

    static MarketEvent heartbeat(long timeMs) {
        return event(MarketEventKind.HEARTBEAT, "", timeMs, null);
    }

    static MarketEvent snapshot(Instrument instrument, long timeMs, long id, long[] bids, long[] asks) {
        return event(MarketEventKind.BOOK_SNAPSHOT, instrument.key(), timeMs, book(id, id, 0, bids, asks));
    }

    static MarketEvent delta(Instrument instrument, long timeMs, long id, long[] bids, long[] asks) {
        return event(MarketEventKind.BOOK_DELTA, instrument.key(), timeMs, book(id, id, id - 1, bids, asks));
    }

    static MarketEvent quote(Instrument instrument, long timeMs, Quote quote) {
        return event(MarketEventKind.QUOTE, instrument.key(), timeMs, quote);
    }

    static MarketEvent trade(Instrument instrument, long timeMs, long ticks, long lots, Side aggressor) {
        return event(MarketEventKind.TRADE, instrument.key(), timeMs, new Trade(timeMs, ticks, lots, aggressor));
    }

    static MarketEvent funding(Instrument instrument, long timeMs, double rate) {
        return event(MarketEventKind.FUNDING, instrument.key(), timeMs, new FundingRate(rate, 0));
    }

    static MarketEvent mark(Instrument instrument, long timeMs, double price) {
        return event(MarketEventKind.MARK_PRICE, instrument.key(), timeMs, new MarkPrice(price, price));
    }

    static long[] levels(long... ticksAndLots) {
        return ticksAndLots;
    }

    private static BookUpdate book(long first, long last, long previous, long[] bids, long[] asks) {
        return new BookUpdate(first, last, previous, every(bids, 0), every(bids, 1), every(asks, 0), every(asks, 1));
    }

    private static long[] every(long[] levels, int offset) {
        long[] values = new long[levels.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = levels[2 * i + offset];
        }
        return values;
    }

    private static MarketEvent event(MarketEventKind kind, String instrument, long timeMs, @Nullable Object payload) {
        return new MarketEvent(
                kind,
                instrument,
                1,
                timeMs,
                timeMs,
                timeMs,
                false,
                Freshness.FRESH,
                payload instanceof Trade trade ? trade : null,
                payload instanceof Quote quote ? quote : null,
                payload instanceof BookUpdate book ? book : null,
                null,
                null,
                payload instanceof FundingRate funding ? funding : null,
                payload instanceof MarkPrice mark ? mark : null,
                null,
                null);
    }
}
