package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nexus.cli.process.ControlDesk;
import io.nexus.cli.report.RunMonitor;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be wrong with a message, sent through Kafka into the running pipeline. */
final class BadInputITCase {
    private static final String RUN_ID = PipelineOnKafka.RUN_ID;
    private static final String BTC = "BINANCE|USDM|BTCUSDT";
    private static final String ETH = "BINANCE|USDM|ETHUSDT";
    private static final String ACCOUNT = PipelineOnKafka.ACCOUNT;
    private static final long START_MS = 1_723_161_600_000L;
    private static final long PATIENCE_MS = 60_000;

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static EmbeddedFlink flink;
    private static FeedKeys keys;
    private static RunMonitor monitor;
    private static SignedFeed feed;
    private static Map<RejectReason, DeadLetter> letterByReason;

    @BeforeAll
    static void sendEverythingThatCanBeWrong() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.empty());
        Path keyFile = directory.resolve("feed.keys");
        keys = FeedKeys.create(keyFile, "k1");
        flink = PipelineOnKafka.start(directory, kafka.client(), keyFile, "");
        monitor = new RunMonitor(kafka.client(), keys);
        feed = new SignedFeed(kafka.bootstrapServers(), keys, START_MS);
        sendGood(1);
        sendUnauthentic();
        sendUnreadable();
        sendImpossible();
        sendLate();
        sendGap();
        sendGood(2);
        await(() -> monitor.total("accepted") > 0 && letters().keySet().containsAll(reasonsOfLayer0()));
        end();
        await(() -> monitor.total("future") == 1 && monitor.total("book.gaps") == 1);
        await(() -> monitor.total("rejected.REPLAYED_SEQUENCE") == 1 && monitor.total("rejected.CROSSED_BOOK") == 1);
        letterByReason = letters();
    }

    @AfterAll
    static void close() {
        feed.close();
        monitor.close();
        flink.close();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    WRONG_SIGNATURE;    1; BINANCE|USDM|BTCUSDT;  signature by key k1 does not match
                    UNKNOWN_KEY;        1; BINANCE|USDM|BTCUSDT;  evil
                    MISSING_HEADER;     1; BINANCE|USDM|BTCUSDT;  header mac is missing
                    UNSUPPORTED_SCHEMA; 1; BINANCE|USDM|BTCUSDT;  schema version 2, known is 1
                    BROKEN_JSON;        1; BINANCE|USDM|BTCUSDT;  Unexpected end-of-input
                    UNKNOWN_INSTRUMENT; 1; BINANCE|USDM|NOPEUSDT; BINANCE|USDM|NOPEUSDT
                    BAD_PRICE;          1; BINANCE|USDM|BTCUSDT;  price must be positive, was -0.1
                    BAD_QUANTITY;       1; BINANCE|USDM|BTCUSDT;  quantity must be positive, was 0.000
                    CROSSED_BOOK;       1; BINANCE|USDM|BTCUSDT;  best bid 60000.10 is not below best ask 60000.00
                    BAD_TIME;           1; BINANCE|USDM|BTCUSDT;  feedTimeMs must be ms since 1970, before 2100
                    REPLAYED_SEQUENCE;  1; BINANCE|USDM|BTCUSDT;  sequence=
                    """)
    void refusesWithACountAndAReadableDeadLetter(RejectReason reason, long count, String instrument, String detail) {
        assertThat(monitor.total("rejected." + reason)).isEqualTo(count);
        assertThat(letterByReason.get(reason)).isNotNull();
        assertThat(letterByReason.get(reason).instrument()).isEqualTo(instrument);
        assertThat(letterByReason.get(reason).detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({"STALE, stale, feedTimeMs=1723161589100", "FUTURE, future, feedTimeMs=1723161602100"})
    void acceptsLateMessagesButCountsAndShowsThem(RejectReason reason, String count, String detail) {
        assertThat(monitor.total(count)).isEqualTo(1);
        assertThat(monitor.total("rejected." + reason)).isZero();
        assertThat(letterByReason.get(reason).detail()).contains(detail);
    }

    @Test
    void bringsABookBackWithTheNextSnapshot() throws Exception {
        await(() -> ethEnds().contains(SkipCode.L1_BOOK_INVALID) && isBack(ethEnds()));

        assertThat(monitor.total("book.gaps")).isEqualTo(1);
        assertThat(ethEnds().get(0)).isNotEqualTo(SkipCode.L1_BOOK_INVALID);
    }

    private static boolean isBack(List<SkipCode> ends) {
        return ends.get(ends.size() - 1) != SkipCode.L1_BOOK_INVALID;
    }

    /** How the evaluations of ETH ended, oldest first. */
    private static List<SkipCode> ethEnds() throws IOException {
        return records(Topics.SKIPS, SkipRecord.class).stream()
                .filter(skip -> skip.instrument().equals(ETH))
                .sorted(Comparator.comparingLong(SkipRecord::evaluation))
                .map(SkipRecord::code)
                .toList();
    }

    @Test
    void keepsAccountOfWhatItTook() {
        long refused = monitor.totals().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("rejected."))
                .mapToLong(Map.Entry::getValue)
                .sum();

        assertThat(refused).isEqualTo(11);
        assertThat(monitor.totals().keySet()).doesNotContain("rejected.STALE", "rejected.FUTURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\":\"TRADING_ST", "null"})
    void reducesOnAControlMessageItCannotReadAndRunsOn(String json) throws Exception {
        try (ControlDesk desk = new ControlDesk(kafka.client(), keys, () -> 0)) {
            desk.start(RUN_ID, feed.feedTimeMs());
            ControlDesk.Written active = desk.setTradingState(ACCOUNT, TradingState.ACTIVE, "test", feed.feedTimeMs());
            await(() -> isState(TradingState.ACTIVE));
            assertThat(monitor.account().tradingMessageId()).isEqualTo(active.id());

            send(signer().signed(record(Topics.CONTROL, "broken", json)));

            await(() -> isState(TradingState.REDUCING));
            assertThat(monitor.account().tradingCause()).isEqualTo(TradingCause.CONTROL_UNREADABLE);
            assertThat(monitor.account().tradingDetail()).contains("nexus.control partition 0 offset ");
        }
        assertThat(flink.status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void obeysNoControlMessageWithoutASignatureOrThatWasSentBefore() throws Exception {
        try (ControlDesk desk = new ControlDesk(kafka.client(), keys, () -> 0)) {
            desk.start(RUN_ID, feed.feedTimeMs());
            ControlMessage resume = ControlMessage.of(
                            new TradingStateChange(ACCOUNT, TradingState.ACTIVE, "resume"), feed.feedTimeMs())
                    .withId("resume-1");
            ProducerRecord<byte[], byte[]> signed =
                    signer().signed(TopicRecord.of(Topics.CONTROL, resume.key(), resume));
            send(signed);
            await(() -> isState(TradingState.ACTIVE));
            desk.setTradingState(ACCOUNT, TradingState.HALTED, "test", feed.feedTimeMs());
            await(() -> isState(TradingState.HALTED));

            send(unsigned(TopicRecord.of(Topics.CONTROL, resume.key(), resume.withId("resume-2"))));
            send(signed);
            ControlDesk.Written frozen = desk.setTradingState(ACCOUNT, TradingState.FROZEN, "test", feed.feedTimeMs());

            await(() -> monitor.account().tradingMessageId().equals(frozen.id()));
            assertThat(monitor.account().tradingState()).isEqualTo(TradingState.FROZEN);
            await(() -> refusals(Topics.CONTROL)
                    .containsAll(Set.of(RejectReason.MISSING_HEADER, RejectReason.REPLAYED_MESSAGE)));
        }
    }

    @Test
    void leavesOutOrderEventsItCannotReadAndRunsOn() throws Exception {
        for (String json : List.of("null", "{}", "{\"kind\":\"REPORT\",\"account\":\"a\",\"instrument\":\"b\"}")) {
            send(signer().signed(record(Topics.ORDERS, "a", json)));
            send(unsigned(record(Topics.ORDERS, "a", json)));
        }
        try (ControlDesk desk = new ControlDesk(kafka.client(), keys, () -> 0)) {
            desk.start(RUN_ID, feed.feedTimeMs());
            desk.setTradingState(ACCOUNT, TradingState.HALTED, "test", feed.feedTimeMs());

            await(() -> isState(TradingState.HALTED));
        }
        assertThat(flink.status()).isEqualTo(JobStatus.RUNNING);
    }

    /** A heartbeat, a book and some quotes for each instrument; enough for evaluations. */
    private static void sendGood(long round) {
        feed.beat(100);
        for (String instrument : List.of(BTC, ETH)) {
            feed.send(
                    SignedFeed.event(MarketEventKind.BOOK_SNAPSHOT, instrument, feed.feedTimeMs(), book(round * 100)));
        }
        for (int i = 0; i < 5; i++) {
            feed.beat(100);
            feed.send(quote(BTC, feed.feedTimeMs(), round * 100 + i, 600_000, 600_001));
            feed.send(quote(ETH, feed.feedTimeMs(), round * 100 + i, 600_000, 600_001));
        }
    }

    private static void sendUnauthentic() throws IOException {
        byte[] payload = feed.payload(trade(BTC, feed.feedTimeMs(), 600_000, 1));
        SignedFeed.Message forged = feed.message(BTC, payload);
        byte[] altered = payload.clone();
        altered[altered.length - 10]++;
        feed.send(new SignedFeed.Message(BTC, forged.headers(), altered));

        FeedKeys evil = FeedKeys.create(directory.resolve("evil.keys"), "evil");
        try (SignedFeed other = new SignedFeed(kafka.bootstrapServers(), evil, feed.feedTimeMs())) {
            other.send(other.message(BTC, payload));
        }

        SignedFeed.Message bare = feed.message(BTC, payload);
        bare.headers().remove("mac");
        feed.send(bare);

        SignedFeed.Message tomorrow = feed.message(BTC, payload);
        tomorrow.headers().remove("schemaVersion");
        tomorrow.headers().add("schemaVersion", "2".getBytes(StandardCharsets.UTF_8));
        feed.send(tomorrow);
    }

    private static void sendUnreadable() {
        String text = new String(feed.payload(trade(BTC, feed.feedTimeMs(), 600_000, 1)), StandardCharsets.UTF_8);
        feed.send(feed.message(BTC, text.substring(0, text.length() - 5).getBytes(StandardCharsets.UTF_8)));
        String unknown = BTC.replace("BTC", "NOPE");
        feed.send(feed.message(unknown, text.replace(BTC, unknown).getBytes(StandardCharsets.UTF_8)));
    }

    private static void sendImpossible() {
        feed.send(trade(BTC, feed.feedTimeMs(), -1, 1));
        feed.send(trade(BTC, feed.feedTimeMs(), 600_000, 0));
        feed.send(quote(BTC, feed.feedTimeMs(), 150, 600_001, 600_000));
        feed.send(trade(BTC, Long.MAX_VALUE, 600_000, 1));
        SignedFeed.Message twice = feed.message(BTC, feed.payload(trade(BTC, feed.feedTimeMs(), 600_000, 1)));
        feed.send(twice);
        feed.send(twice);
    }

    private static void sendLate() {
        feed.send(trade(BTC, feed.feedTimeMs() - 11_500, 600_000, 1));
        feed.send(quote(BTC, feed.feedTimeMs(), 160, 600_000, 600_001));
        feed.send(trade(BTC, feed.feedTimeMs() + 1_500, 600_000, 1));
        feed.send(quote(BTC, feed.feedTimeMs(), 161, 600_000, 600_001));
    }

    /** An update that does not follow the book's, then quotes that find no valid book. */
    private static void sendGap() {
        BookUpdate lost = new BookUpdate(
                180, 190, 179, new long[] {600_000}, new long[] {5}, new long[] {600_002}, new long[] {5});
        feed.send(SignedFeed.event(MarketEventKind.BOOK_DELTA, ETH, feed.feedTimeMs(), lost));
        for (int i = 0; i < 5; i++) {
            feed.beat(100);
            feed.send(quote(ETH, feed.feedTimeMs(), 191 + i, 600_000, 600_001));
        }
    }

    private static void end() {
        feed.beat(100);
        feed.send(SignedFeed.event(MarketEventKind.END, BTC, feed.feedTimeMs(), null));
        feed.send(SignedFeed.event(MarketEventKind.END, ETH, feed.feedTimeMs(), null));
    }

    private static BookUpdate book(long updateId) {
        return new BookUpdate(
                updateId,
                updateId,
                0,
                new long[] {600_000, 599_999},
                new long[] {50, 50},
                new long[] {600_001, 600_002},
                new long[] {50, 50});
    }

    private static MarketEvent quote(String instrument, long atMs, long updateId, long bidTicks, long askTicks) {
        return SignedFeed.event(
                MarketEventKind.QUOTE, instrument, atMs, new Quote(updateId, bidTicks, 50, askTicks, 50));
    }

    private static MarketEvent trade(String instrument, long atMs, long priceTicks, long lots) {
        return SignedFeed.event(MarketEventKind.TRADE, instrument, atMs, new Trade(7, priceTicks, lots, Side.BUY));
    }

    private static boolean isState(TradingState state) {
        var account = monitor.account();
        return account != null && account.tradingState() == state;
    }

    private static RecordSigner signer() {
        return new RecordSigner(keys, System::currentTimeMillis);
    }

    private static TopicRecord record(String topic, String key, String value) {
        return new TopicRecord(topic, bytes(key), bytes(value));
    }

    private static ProducerRecord<byte[], byte[]> unsigned(TopicRecord record) {
        return new ProducerRecord<>(record.topic(), record.key(), record.value());
    }

    /** Reasons of the dead letters that name a topic. */
    private static Set<RejectReason> refusals(String topic) throws IOException {
        return records(Topics.DEAD_LETTERS, DeadLetter.class).stream()
                .filter(letter -> letter.detail().contains(topic.substring("nexus.".length())))
                .map(DeadLetter::reason)
                .collect(Collectors.toSet());
    }

    private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All but that of prints, which only venue messages have, and of levels, of which the rest goes on. */
    private static Set<RejectReason> reasonsOfLayer0() {
        Set<RejectReason> reasons = EnumSet.allOf(RejectReason.class);
        reasons.removeIf(RejectReason::isOfOrder);
        reasons.removeAll(EnumSet.of(
                RejectReason.NO_TRADE,
                RejectReason.ODD_LEVEL,
                RejectReason.BAD_RECEIVE_TIME,
                RejectReason.UNKNOWN_STREAM,
                RejectReason.NOT_WHOLE,
                RejectReason.REPLAYED_MESSAGE));
        return reasons;
    }

    private static Map<RejectReason, DeadLetter> letters() throws IOException {
        Map<RejectReason, DeadLetter> letters = new EnumMap<>(RejectReason.class);
        for (DeadLetter letter : records(Topics.DEAD_LETTERS, DeadLetter.class)) {
            assertThat(letters.put(letter.reason(), letter))
                    .as("a second %s", letter)
                    .isNull();
        }
        return letters;
    }

    private static <T> List<T> records(String topic, Class<T> type) throws IOException {
        List<T> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.client())) {
            reader.read(topic, message -> {
                try {
                    records.add(RecordJson.read(message.value(), type));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return records;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits while the feed's clock goes on. */
    private static void await(Condition condition) throws Exception {
        long limitMs = System.currentTimeMillis() + PATIENCE_MS;
        while (!condition.holds()) {
            assertThat(flink.failure()).isEmpty();
            if (System.currentTimeMillis() > limitMs) {
                fail(
                        "waited in vain: %s, letters %s",
                        monitor.totals(), letters().keySet());
            }
            feed.beat(100);
            feed.flush();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
