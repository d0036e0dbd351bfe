package io.nexus.connectors.wire;

import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.CalendarEvent;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Instruments, events and signed records for the tests of this package. */
final class WireFixtures {
    static final Instrument BTC = instrument(Market.USDM, "BTCUSDT", "0.10", "0.001");
    static final Instrument COIN = instrument(Market.COINM, "BTCUSD_PERP", "0.1", "1");
    static final InstrumentCatalog CATALOG = new InstrumentCatalog(List.of(BTC, COIN));
    static final long FEED_TIME = 1_723_161_256_172L;
    static final String SECRET = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private WireFixtures() {}

    static Instrument instrument(Market market, String symbol, String tick, String lot) {
        return new Instrument(
                Instrument.key("BINANCE", market, symbol),
                "BINANCE",
                market,
                symbol,
                new BigDecimal(tick),
                new BigDecimal(lot),
                1,
                1_000_000_000,
                BigDecimal.ONE,
                BigDecimal.ONE,
                market == Market.COINM,
                market != Market.SPOT,
                new BigDecimal("0.0005"));
    }

    static MarketEvent trade(long priceTicks, long lots) {
        return event(MarketEventKind.TRADE, BTC.key(), new Trade(77, priceTicks, lots, Side.SELL));
    }

    static MarketEvent quote(long bidTicks, long askTicks) {
        return event(MarketEventKind.QUOTE, BTC.key(), new Quote(9, bidTicks, 3, askTicks, 4));
    }

    static MarketEvent snapshot(long[] bids, long[] bidLots, long[] asks, long[] askLots) {
        return event(
                MarketEventKind.BOOK_SNAPSHOT,
                BTC.key(),
                new BookUpdate(5, 5, 0, bids, bidLots, asks, askLots, 10, 90));
    }

    static MarketEvent heartbeat(long feedTimeMs) {
        return at(event(MarketEventKind.HEARTBEAT, "", null), feedTimeMs);
    }

    static List<MarketEvent> oneOfEachKind() {
        return List.of(
                trade(617_736, 20),
                quote(617_736, 617_737),
                snapshot(new long[] {50, 49}, new long[] {1, 2}, new long[] {51}, new long[] {7}),
                event(
                        MarketEventKind.BOOK_DELTA,
                        COIN.key(),
                        new BookUpdate(6, 8, 5, new long[] {50}, new long[] {0}, new long[0], new long[0])),
                event(MarketEventKind.BAR, BTC.key(), new Bar(60_000, 1_723_161_240_000L, 10, 12, 9, 11, 500, 200, 3)),
                event(
                        MarketEventKind.BAR,
                        BTC.key(),
                        new Bar(60_000, 1_723_161_240_000L, 10, 12, 9, 11, 500, Bar.NO_TAKER_VOLUME, 3)),
                event(MarketEventKind.LIQUIDATION, BTC.key(), new Liquidation(617_000, 5, Side.BUY)),
                event(MarketEventKind.FUNDING, BTC.key(), new FundingRate(-0.000123, 1_723_190_400_000L)),
                event(MarketEventKind.MARK_PRICE, BTC.key(), new MarkPrice(61_773.61234, 61_770.5)),
                event(MarketEventKind.OPEN_INTEREST, BTC.key(), new OpenInterest(81_234_567)),
                event(MarketEventKind.CALENDAR, BTC.key(), new CalendarEvent("CPI \"flash\"", 1_723_190_400_000L)),
                event(MarketEventKind.HEARTBEAT, "", null),
                event(MarketEventKind.END, BTC.key(), null));
    }

    static MarketEvent at(MarketEvent e, long feedTimeMs) {
        return new MarketEvent(
                e.kind(),
                e.instrument(),
                e.sequence(),
                feedTimeMs,
                e.exchangeTimeMs(),
                e.sentAtWallMs(),
                e.isGenerated(),
                e.freshness(),
                e.trade(),
                e.quote(),
                e.book(),
                e.bar(),
                e.liquidation(),
                e.funding(),
                e.mark(),
                e.openInterest(),
                e.calendar());
    }

    static MarketEvent event(MarketEventKind kind, String instrument, Object payload) {
        return new MarketEvent(
                kind,
                instrument,
                1,
                FEED_TIME,
                kind == MarketEventKind.QUOTE ? MarketEvent.NO_EXCHANGE_TIME : FEED_TIME + 1270,
                FEED_TIME + 5,
                kind == MarketEventKind.END,
                Freshness.FRESH,
                payload instanceof Trade p ? p : null,
                payload instanceof Quote p ? p : null,
                payload instanceof BookUpdate p ? p : null,
                payload instanceof Bar p ? p : null,
                payload instanceof Liquidation p ? p : null,
                payload instanceof FundingRate p ? p : null,
                payload instanceof MarkPrice p ? p : null,
                payload instanceof OpenInterest p ? p : null,
                payload instanceof CalendarEvent p ? p : null);
    }

    static FeedKeys keys(Path directory, String... lines) {
        try {
            Path file = Files.createTempFile(directory, "feed", ".keys");
            Files.writeString(file, String.join("\n", lines));
            return FeedKeys.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event as the gateway sends it, signed with the first key. */
    static ConsumerRecord<byte[], byte[]> signed(FeedKeys keys, MarketEvent event, int partition) {
        byte[] payload = new MarketMessageWriter(CATALOG).write(event, 0);
        String key =
                event.kind() == MarketEventKind.HEARTBEAT ? Partitions.heartbeatKey(partition) : event.instrument();
        return signed(keys, key, payload, event, partition);
    }

    static ConsumerRecord<byte[], byte[]> signed(
            FeedKeys keys, String key, byte[] payload, MarketEvent event, int partition) {
        RecordHeaders headers = new RecordHeaders();
        byte[] keyBytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        new MessageSigner(keys).sign(headers, event.sequence(), event.sentAtWallMs(), keyBytes, payload);
        return record(partition, keyBytes, payload, headers);
    }

    static ConsumerRecord<byte[], byte[]> record(int partition, byte[] key, byte[] payload, RecordHeaders headers) {
        return new ConsumerRecord<>(
                Topics.MARKET,
                partition,
                42,
                0,
                TimestampType.CREATE_TIME,
                key.length,
                payload.length,
                key,
                payload,
                headers,
                Optional.empty());
    }
}
