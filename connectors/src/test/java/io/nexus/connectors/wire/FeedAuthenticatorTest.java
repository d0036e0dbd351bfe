package io.nexus.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedAuthenticatorTest {
    private static final long NOW = WireFixtures.FEED_TIME;

    @TempDir
    Path directory;

    private FeedKeys keys;
    private FeedAuthenticator authenticator;

    @BeforeEach
    void open() {
        keys = WireFixtures.keys(directory, "k1=" + WireFixtures.SECRET);
        authenticator = authenticator(keys, ClockMode.REPLAY);
    }

    private static FeedAuthenticator authenticator(FeedKeys keys, ClockMode mode) {
        return new FeedAuthenticator(keys, WireFixtures.CATALOG, mode, FreshnessConfig.defaults(), () -> NOW);
    }

    private DeadLetter refusal(ConsumerRecord<byte[], byte[]> message) {
        FeedRecord received = authenticator.authenticate(message);
        assertThat(received.event()).isNull();
        return received.refusal();
    }

    @Test
    void passesASignedMessageOn() {
        MarketEvent event = WireFixtures.trade(617_736, 20);

        FeedRecord received = authenticator.authenticate(WireFixtures.signed(keys, event, 3));

        assertThat(received.refusal()).isNull();
        assertThat(received.event()).isEqualTo(event);
        assertThat(received.partition()).isEqualTo(3);
    }

    @Test
    void passesMessagesOfSymbolsThatAreNotAscii() {
        Instrument listed = WireFixtures.CATALOG.all().iterator().next();
        Instrument chinese = new Instrument(
                Instrument.key("BINANCE", listed.market(), "币安人生USDT"),
                "BINANCE",
                listed.market(),
                "币安人生USDT",
                listed.tickSize(),
                listed.lotSize(),
                1,
                1_000_000,
                listed.minNotional(),
                listed.contractMultiplier(),
                listed.isInverse(),
                listed.isShortable(),
                listed.takerFeeRatio());
        InstrumentCatalog catalog = new InstrumentCatalog(List.of(chinese));
        MarketEvent event = MarketEvent.received(
                        MarketEventKind.TRADE, chinese.key(), NOW, NOW, new Trade(1, 617_736, 20, Side.BUY))
                .sentAs(1, NOW);
        byte[] key = chinese.key().getBytes(StandardCharsets.UTF_8);
        byte[] payload = new MarketMessageWriter(catalog).write(event, 0);
        RecordHeaders headers = new RecordHeaders();
        new MessageSigner(keys).sign(headers, 1, NOW, key, payload);
        var message = WireFixtures.record(3, key, payload, headers);

        FeedRecord received = new FeedAuthenticator(
                        keys, catalog, ClockMode.REPLAY, FreshnessConfig.defaults(), () -> NOW)
                .authenticate(message);

        assertThat(received.refusal()).isNull();
        assertThat(received.event()).isEqualTo(event);
    }

    @Test
    void acceptsBothKeysWhileTheyRotate() {
        FeedKeys before = WireFixtures.keys(directory, "k1=" + WireFixtures.SECRET);
        FeedKeys rotating = WireFixtures.keys(directory, "k2=" + "ab".repeat(32), "k1=" + WireFixtures.SECRET);
        authenticator = authenticator(rotating, ClockMode.REPLAY);

        FeedRecord old = authenticator.authenticate(WireFixtures.signed(before, WireFixtures.trade(1, 1), 0));
        FeedRecord fresh = authenticator.authenticate(WireFixtures.signed(rotating, WireFixtures.trade(1, 1), 0));

        assertThat(old.event()).isNotNull();
        assertThat(fresh.event()).isNotNull();
        assertThat(rotating.signingKeyId()).isEqualTo("k2");
    }

    @Test
    void refusesAnUnknownKey() {
        FeedKeys others = WireFixtures.keys(directory, "evil=" + WireFixtures.SECRET);

        DeadLetter letter = refusal(WireFixtures.signed(others, WireFixtures.trade(1, 1), 2));

        assertThat(letter.reason()).isEqualTo(RejectReason.UNKNOWN_KEY);
        assertThat(letter.detail()).contains("evil");
        assertThat(letter.instrument()).isEqualTo("BINANCE|USDM|BTCUSDT");
        assertThat(letter.payload()).contains("\"price\"");
        assertThat(letter.partition()).isEqualTo(2);
        assertThat(letter.offset()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyId", "sequence", "sentAtWallMs", "mac", "schemaVersion"})
    void refusesAMessageThatLacksAHeader(String header) {
        ConsumerRecord<byte[], byte[]> message = WireFixtures.signed(keys, WireFixtures.trade(1, 1), 0);
        message.headers().remove(header);

        DeadLetter letter = refusal(message);

        assertThat(letter.reason()).isEqualTo(RejectReason.MISSING_HEADER);
        assertThat(letter.detail()).contains(header);
    }

    @ParameterizedTest
    @CsvSource({"sequence, 2", "sentAtWallMs, 17"})
    void refusesAChangedHeader(String header, String value) {
        ConsumerRecord<byte[], byte[]> message = WireFixtures.signed(keys, WireFixtures.trade(1, 1), 0);
        message.headers().remove(header);
        message.headers().add(header, value.getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(message).reason()).isEqualTo(RejectReason.WRONG_SIGNATURE);
    }

    @Test
    void refusesEveryChangedBitOfKeyAndPayload() {
        ConsumerRecord<byte[], byte[]> message = WireFixtures.signed(keys, WireFixtures.trade(1, 1), 0);
        RecordHeaders headers = (RecordHeaders) message.headers();

        for (int i = 0; i < message.value().length; i++) {
            byte[] changed = message.value().clone();
            changed[i] ^= 1;
            assertThat(refusal(WireFixtures.record(0, message.key(), changed, headers))
                            .reason())
                    .isEqualTo(RejectReason.WRONG_SIGNATURE);
        }
        byte[] changedKey = message.key().clone();
        changedKey[3] ^= 1;
        assertThat(refusal(WireFixtures.record(0, changedKey, message.value(), headers))
                        .reason())
                .isEqualTo(RejectReason.WRONG_SIGNATURE);
    }

    @Test
    void refusesBytesMovedBetweenKeyAndPayload() {
        ConsumerRecord<byte[], byte[]> message = WireFixtures.signed(keys, WireFixtures.trade(1, 1), 0);
        String all =
                new String(message.key(), StandardCharsets.UTF_8) + new String(message.value(), StandardCharsets.UTF_8);
        byte[] key = all.substring(0, 5).getBytes(StandardCharsets.UTF_8);
        byte[] payload = all.substring(5).getBytes(StandardCharsets.UTF_8);

        DeadLetter letter = refusal(WireFixtures.record(0, key, payload, (RecordHeaders) message.headers()));

        assertThat(letter.reason()).isEqualTo(RejectReason.WRONG_SIGNATURE);
    }

    @Test
    void refusesAHeartbeatMovedToAnotherPartition() {
        ConsumerRecord<byte[], byte[]> message = WireFixtures.signed(keys, WireFixtures.heartbeat(NOW), 3);

        DeadLetter letter =
                refusal(WireFixtures.record(4, message.key(), message.value(), (RecordHeaders) message.headers()));

        assertThat(letter.reason()).isEqualTo(RejectReason.WRONG_SIGNATURE);
    }

    @Test
    void refusesASchemaItDoesNotKnow() {
        ConsumerRecord<byte[], byte[]> message = WireFixtures.signed(keys, WireFixtures.trade(1, 1), 0);
        message.headers().remove("schemaVersion");
        message.headers().add("schemaVersion", new byte[] {'2'});

        assertThat(refusal(message).reason()).isEqualTo(RejectReason.UNSUPPORTED_SCHEMA);
    }

    @Test
    void refusesSignedBrokenJson() {
        byte[] payload = "{\"kind\":".getBytes(StandardCharsets.UTF_8);

        DeadLetter letter =
                refusal(WireFixtures.signed(keys, WireFixtures.BTC.key(), payload, WireFixtures.trade(1, 1), 0));

        assertThat(letter.reason()).isEqualTo(RejectReason.BROKEN_JSON);
        assertThat(letter.payload()).isEqualTo("{\"kind\":");
    }

    @Test
    void cutsLongPayloadsInTheDeadLetter() {
        byte[] payload = ("{\"kind\":\"" + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8);

        DeadLetter letter =
                refusal(WireFixtures.signed(keys, WireFixtures.BTC.key(), payload, WireFixtures.trade(1, 1), 0));

        assertThat(letter.payload()).hasSize(2000);
    }

    @Test
    void refusesAnInstrumentOutsideTheCatalogue() {
        byte[] payload = "{\"kind\":\"END\",\"feedTimeMs\":7,\"instrument\":\"BINANCE|USDM|NOPE\"}"
                .getBytes(StandardCharsets.UTF_8);

        DeadLetter letter =
                refusal(WireFixtures.signed(keys, "BINANCE|USDM|NOPE", payload, WireFixtures.trade(1, 1), 0));

        assertThat(letter.reason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
        assertThat(letter.instrument()).isEqualTo("BINANCE|USDM|NOPE");
        assertThat(letter.feedTimeMs()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, BAD_PRICE", "0, 1, BAD_PRICE", "1, 0, BAD_QUANTITY", "1, -1, BAD_QUANTITY"})
    void refusesATradeWithoutPositivePriceAndQuantity(long ticks, long lots, RejectReason reason) {
        assertThat(refusal(WireFixtures.signed(keys, WireFixtures.trade(ticks, lots), 0))
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void refusesCrossedQuotesAndSnapshots() {
        MarketEvent quote = WireFixtures.quote(100, 100);
        MarketEvent snapshot =
                WireFixtures.snapshot(new long[] {50, 52}, new long[] {1, 1}, new long[] {51}, new long[] {1});

        assertThat(refusal(WireFixtures.signed(keys, quote, 0)).reason()).isEqualTo(RejectReason.CROSSED_BOOK);
        assertThat(refusal(WireFixtures.signed(keys, snapshot, 0)).reason()).isEqualTo(RejectReason.CROSSED_BOOK);
    }

    private static byte[] delta(String bids) {
        return ("{\"kind\":\"BOOK_DELTA\",\"feedTimeMs\":" + NOW + ",\"instrument\":\"" + WireFixtures.BTC.key()
                        + "\",\"book\":{\"firstUpdateId\":5,\"lastUpdateId\":6,\"previousUpdateId\":4,\"bids\":[" + bids
                        + "],\"asks\":[]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 4_102_444_800_000L, -1, Long.MIN_VALUE + 1})
    void refusesTimesThatAreNone(long ms) {
        MarketEvent funding =
                WireFixtures.event(MarketEventKind.FUNDING, WireFixtures.BTC.key(), new FundingRate(0.0001, ms));
        MarketEvent bar = WireFixtures.event(
                MarketEventKind.BAR, WireFixtures.BTC.key(), new Bar(60_000, ms, 5, 6, 4, 5, 10, 3, 1));

        assertThat(refusal(WireFixtures.signed(keys, funding, 1)).reason()).isEqualTo(RejectReason.BAD_TIME);
        assertThat(refusal(WireFixtures.signed(keys, bar, 1)).reason()).isEqualTo(RejectReason.BAD_TIME);
        if (ms > 0) {
            MarketEvent trade = WireFixtures.at(WireFixtures.trade(5, 6), ms);
            MarketEvent beat = WireFixtures.heartbeat(ms);
            assertThat(refusal(WireFixtures.signed(keys, trade, 1)).reason()).isEqualTo(RejectReason.BAD_TIME);
            assertThat(refusal(WireFixtures.signed(keys, beat, 1)).reason()).isEqualTo(RejectReason.BAD_TIME);
        }
    }

    @Test
    void refusesBarsThatContradictThemselves() {
        for (Bar bar : List.of(
                new Bar(0, 60_000, 5, 6, 4, 5, 10, 3, 1),
                new Bar(60_000, 60_001, 5, 6, 4, 5, 10, 3, 1),
                new Bar(60_000, 60_000, 5, 6, 4, 5, 10, 11, 1),
                new Bar(60_000, 60_000, 5, 6, 4, 5, 10, 3, -1))) {
            MarketEvent event = WireFixtures.event(MarketEventKind.BAR, WireFixtures.BTC.key(), bar);
            assertThat(refusal(WireFixtures.signed(keys, event, 1)).reason())
                    .isIn(RejectReason.BAD_TIME, RejectReason.BAD_QUANTITY);
        }
    }

    @Test
    void leavesALevelOffTheTickOutAndSaysSo() {
        byte[] payload = delta("[\"61773.6\",\"0.020\"],[\"61773.65\",\"0.030\"],[\"61773.66\",\"0.030\"]");

        FeedRecord received = authenticator.authenticate(
                WireFixtures.signed(keys, WireFixtures.BTC.key(), payload, WireFixtures.trade(1, 1), 0));

        assertThat(received.event().book().bidTicks()).containsExactly(617_736);
        assertThat(received.refusal().reason()).isEqualTo(RejectReason.ODD_LEVEL);
        assertThat(received.refusal().detail()).startsWith("2 levels, the first: price 61773.65 is no multiple of 0.1");
    }

    @Test
    void putsAGapInThePlaceOfAChangeOfTheBookThatItRefuses() {
        MarketEvent template = WireFixtures.trade(1, 1);

        FeedRecord received = authenticator.authenticate(
                WireFixtures.signed(keys, WireFixtures.BTC.key(), delta("[\"-61773.6\",\"0.020\"]"), template, 0));

        assertThat(received.refusal().reason()).isEqualTo(RejectReason.BAD_PRICE);
        assertThat(received.event())
                .isEqualTo(
                        MarketEvent.bookGap(WireFixtures.BTC.key(), template.sequence(), NOW, template.sentAtWallMs()));
    }

    @ParameterizedTest
    @CsvSource({"END, true", "HEARTBEAT, true", "TRADE, false", "BOOK_SNAPSHOT, true"})
    void saysOfARefusedMessageWhetherTheGatewayMadeIt(MarketEventKind kind, boolean isGenerated) {
        String instrument = kind == MarketEventKind.HEARTBEAT
                ? ""
                : ",\"generated\":" + isGenerated + ",\"instrument\":\"" + WireFixtures.BTC.key() + "\"";
        byte[] payload =
                ("{\"kind\":\"" + kind + "\",\"feedTimeMs\":7" + instrument + "}").getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> forged =
                WireFixtures.signed(keys, "elsewhere", payload, WireFixtures.trade(1, 1), 0);
        forged.headers().remove("mac");

        assertThat(refusal(forged).isGenerated()).isEqualTo(isGenerated);
    }

    @Test
    void takesTheNewestHeartbeatOfThePartitionAsClockOfAReplay() {
        MarketEvent early = WireFixtures.at(WireFixtures.trade(1, 1), NOW);

        Freshness beforeTheFirst = freshness(early, 1);
        freshness(WireFixtures.heartbeat(NOW + 10_000), 1);
        Freshness atTheLimit = freshness(early, 1);
        freshness(WireFixtures.heartbeat(NOW + 10_001), 1);
        Freshness behind = freshness(early, 1);
        Freshness otherPartition = freshness(early, 2);
        Freshness ahead = freshness(WireFixtures.at(early, NOW + 11_002), 1);

        assertThat(beforeTheFirst).isEqualTo(Freshness.FRESH);
        assertThat(atTheLimit).isEqualTo(Freshness.FRESH);
        assertThat(behind).isEqualTo(Freshness.STALE);
        assertThat(otherPartition).isEqualTo(Freshness.FRESH);
        assertThat(ahead).isEqualTo(Freshness.FUTURE);
    }

    @Test
    void takesTheWallClockAsClockOfALiveFeed() {
        authenticator = authenticator(keys, ClockMode.LIVE);

        assertThat(freshness(sentAt(NOW - 10_000), 0)).isEqualTo(Freshness.FRESH);
        assertThat(freshness(sentAt(NOW - 10_001), 0)).isEqualTo(Freshness.STALE);
        assertThat(freshness(sentAt(NOW + 1_000), 0)).isEqualTo(Freshness.FRESH);
        assertThat(freshness(sentAt(NOW + 1_001), 0)).isEqualTo(Freshness.FUTURE);
    }

    private Freshness freshness(MarketEvent event, int partition) {
        return authenticator
                .authenticate(WireFixtures.signed(keys, event, partition))
                .event()
                .freshness();
    }

    private static MarketEvent sentAt(long wallMs) {
        return WireFixtures.event(MarketEventKind.TRADE, WireFixtures.BTC.key(), new Trade(1, 1, 1, Side.BUY))
                .sentAs(1, wallMs);
    }
}
