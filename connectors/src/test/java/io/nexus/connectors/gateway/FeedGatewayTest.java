package io.nexus.connectors.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.ClockMode;
import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.FreshnessConfig;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedGatewayTest {
    private static final InstrumentCatalog CATALOG = InstrumentFile.binance2024();
    private static final String BTC = "BINANCE|USDM|BTCUSDT";
    private static final String ETH = "BINANCE|SPOT|ETHUSDT";
    private static final long T0 = 1_000_000;
    private static final GatewayConfig AT_1X =
            new GatewayConfig("1x", 2_000, 100, 60_000, 100, 5_000, Long.MIN_VALUE, 30_000);

    @TempDir
    Path directory;

    private final FakeTopic topic = new FakeTopic();
    private final List<FeedMessage> tapped = new ArrayList<>();
    private FeedKeys keys;
    private long wallMs = 5_000_000;
    private long progressMs = ProgressMonitor.NONE;

    @BeforeEach
    void createKeys() {
        keys = FeedKeys.create(directory.resolve("feed.keys"), "k1");
    }

    private FeedGateway gateway(GatewayConfig config, List<FeedMessage> messages) {
        return gateway(config, messages, topic);
    }

    private FeedGateway gateway(GatewayConfig config, List<FeedMessage> messages, MessageSink sink) {
        return new FeedGateway(
                config,
                CATALOG,
                keys,
                new ListSource(messages),
                new GatewayLinks(sink, () -> progressMs, tapped::add, event -> {}, () -> wallMs));
    }

    private static MarketEvent event(MarketEventKind kind, String instrument, long feedTimeMs, Object payload) {
        return new MarketEvent(
                kind,
                instrument,
                0,
                feedTimeMs,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                false,
                Freshness.FRESH,
                payload instanceof Trade trade ? trade : null,
                null,
                payload instanceof BookUpdate book ? book : null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static FeedMessage trade(String instrument, long feedTimeMs, long id) {
        return FeedMessage.of(event(MarketEventKind.TRADE, instrument, feedTimeMs, new Trade(id, 100, 1, Side.BUY)));
    }

    /** What is in the topic, authenticated, partition by partition. */
    private List<MarketEvent> events(FakeTopic from) {
        FeedAuthenticator authenticator =
                new FeedAuthenticator(keys, CATALOG, ClockMode.REPLAY, FreshnessConfig.defaults(), () -> 0);
        List<MarketEvent> events = new ArrayList<>();
        from.read(new long[Partitions.COUNT], message -> {
            FeedRecord received = authenticator.authenticate(message);
            assertThat(received.refusal()).isNull();
            events.add(received.event());
        });
        return events;
    }

    private List<MarketEvent> of(String instrument) {
        return events(topic).stream()
                .filter(e -> e.instrument().equals(instrument))
                .toList();
    }

    @Test
    void sendsEachMessageWhenItIsDueAt1x() {
        FeedGateway gateway =
                gateway(AT_1X, List.of(trade(BTC, T0, 1), trade(BTC, T0 + 50, 2), trade(BTC, T0 + 250, 3)));

        gateway.step();
        int atOnce = of(BTC).size();
        wallMs += 49;
        gateway.step();
        int before = of(BTC).size();
        wallMs += 1;
        gateway.step();
        int then = of(BTC).size();
        wallMs += 200;
        gateway.step();

        assertThat(List.of(atOnce, before, then)).containsExactly(1, 1, 2);
        assertThat(of(BTC)).extracting(MarketEvent::kind).endsWith(MarketEventKind.TRADE, MarketEventKind.END);
        assertThat(gateway.progress().received()).isEqualTo(3);
        assertThat(gateway.progress().speed()).isEqualTo(1.0);
        assertThat(gateway.progress().isSourceEnded()).isTrue();
    }

    @Test
    void numbersEachInstrumentFromOneAndSignsTheWallClock() {
        FeedGateway gateway = gateway(
                AT_1X, List.of(trade(BTC, T0, 1), trade(ETH, T0, 1), trade(BTC, T0 + 1, 2), trade(ETH, T0 + 2, 2)));

        gateway.step();
        wallMs += 10;
        gateway.step();

        assertThat(of(BTC)).extracting(MarketEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(of(ETH)).extracting(MarketEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(of(BTC)).extracting(MarketEvent::sentAtWallMs).containsExactly(5_000_000L, 5_000_010L, 5_000_010L);
    }

    @Test
    void beatsInEveryPartitionEvery100MsAndNeverBehindAMessage() {
        FeedGateway gateway =
                gateway(AT_1X, List.of(trade(BTC, T0 + 30, 1), trade(BTC, T0 + 200, 2), trade(BTC, T0 + 380, 3)));

        gateway.step();
        wallMs += 370;
        gateway.step();

        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            int from = partition;
            assertThat(events(topic).stream().filter(e -> e.kind() == MarketEventKind.HEARTBEAT))
                    .hasSize(5 * Partitions.COUNT);
            List<Long> times =
                    topic.partitions.get(from).stream().map(m -> m.timestamp()).toList();
            assertThat(times).isSorted().contains(T0, T0 + 100, T0 + 200, T0 + 300, T0 + 400);
        }
        List<MarketEventKind> kinds =
                eventsOf(Partitions.of(BTC)).stream().map(MarketEvent::kind).toList();
        assertThat(kinds)
                .containsExactly(
                        MarketEventKind.HEARTBEAT,
                        MarketEventKind.TRADE,
                        MarketEventKind.HEARTBEAT,
                        MarketEventKind.HEARTBEAT,
                        MarketEventKind.TRADE,
                        MarketEventKind.HEARTBEAT,
                        MarketEventKind.TRADE,
                        MarketEventKind.END,
                        MarketEventKind.HEARTBEAT);
    }

    private List<MarketEvent> eventsOf(int partition) {
        FakeTopic one = new FakeTopic();
        one.partitions.get(partition).addAll(topic.partitions.get(partition));
        return events(one);
    }

    @Test
    void goesOnBeatingAfterTheSourceEnded() {
        FeedGateway gateway = gateway(AT_1X, List.of(trade(BTC, T0, 1)));

        gateway.step();
        wallMs += 10_000;
        gateway.step();

        assertThat(of(BTC)).hasSize(2);
        assertThat(gateway.progress().feedTimeMs()).isEqualTo(T0 + 10_000);
    }

    @Test
    void isNeverMoreThanTheLeadAheadOfTheJobAbove1x() {
        List<FeedMessage> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.add(trade(BTC, T0 + i * 100L, i));
        }
        FeedGateway gateway = gateway(AT_1X.withSpeed("max"), messages);

        gateway.step();
        long withoutReport = gateway.progress().feedTimeMs();
        wallMs += 60_000;
        gateway.step();
        long stillWithout = gateway.progress().feedTimeMs();
        progressMs = T0 + 1_500;
        gateway.step();

        assertThat(withoutReport).isEqualTo(T0 + 2_000);
        assertThat(stillWithout).isEqualTo(T0 + 2_000);
        assertThat(gateway.progress().feedTimeMs()).isEqualTo(T0 + 3_500);
    }

    @Test
    void sendsTheWarmUpWithoutAJobAndHoldsTheLeadFromItsFirstReportOn() {
        PacedClock clock = new PacedClock(AT_1X.withFastUntil(T0 + 120_000));
        clock.start(T0, 0);

        long first = clock.advance(1, ProgressMonitor.NONE);
        long second = clock.advance(2, ProgressMonitor.NONE);
        long reported = clock.advance(3, T0 + 10_000);
        long held = clock.advance(10_000, T0 + 40_000);
        long warm = clock.advance(10_001, T0 + 100_000);
        long paced = clock.advance(10_101, T0 + 100_000);

        assertThat(List.of(first, second)).containsExactly(T0 + 30_000, T0 + 60_000);
        assertThat(List.of(reported, held)).containsExactly(T0 + 60_000, T0 + 70_000);
        assertThat(List.of(warm, paced)).containsExactly(T0 + 120_000, T0 + 120_100);
    }

    @Test
    void makesUpForAShortSlipATenthFasterAndForgetsALongOne() {
        PacedClock clock = new PacedClock(AT_1X.withSpeed("10x"));
        clock.start(T0, 0);

        long paced = clock.advance(100, T0);
        long held = clock.advance(5_000, T0);
        long after = clock.advance(5_050, T0 + 60_000);
        long last = after;
        for (long wallMs = 5_100; wallMs <= 20_000; wallMs += 50) {
            long now = clock.advance(wallMs, T0 + 600_000);
            assertThat(now - last).isBetween(500L, 551L);
            last = now;
        }

        assertThat(List.of(paced, held, after)).containsExactly(T0 + 1_000, T0 + 2_000, T0 + 2_550);
        long aSecondOfTheSlipIsMadeUpFor = T0 + 2_000 + 10 * (20_000 - 5_000 + 1_000);
        assertThat(last).isEqualTo(aSecondOfTheSlipIsMadeUpFor);
    }

    @Test
    void keepsASpeedBarelyAboveOneInStepsOfAFewMilliseconds() {
        PacedClock clock = new PacedClock(AT_1X.withSpeed("1.1x"));
        clock.start(T0, 0);

        long last = T0;
        for (long wallMs = 4; wallMs <= 4_000; wallMs += 4) {
            last = clock.advance(wallMs, T0 + 600_000);
        }

        assertThat(last).isEqualTo(T0 + 4_400);
    }

    @Test
    void sendsSnapshotsOfItsOwnBookPeriodically() {
        BookUpdate first =
                new BookUpdate(7, 7, 0, new long[] {99, 98}, new long[] {5, 6}, new long[] {101}, new long[] {7});
        BookUpdate delta = new BookUpdate(8, 9, 7, new long[] {99, 90}, new long[] {0, 4}, new long[0], new long[0]);
        FeedGateway gateway = gateway(
                AT_1X,
                List.of(
                        FeedMessage.of(event(MarketEventKind.BOOK_SNAPSHOT, BTC, T0, first)),
                        FeedMessage.of(event(MarketEventKind.BOOK_DELTA, BTC, T0 + 10, delta)),
                        trade(BTC, T0 + 200_000, 1)));

        gateway.step();
        wallMs += 250;
        gateway.step();
        wallMs += 60_000;
        gateway.step();

        List<MarketEvent> generated =
                of(BTC).stream().filter(MarketEvent::isGenerated).toList();
        assertThat(generated).extracting(MarketEvent::feedTimeMs).containsExactly(T0 + 60_000);
        assertThat(generated).extracting(MarketEvent::sequence).containsExactly(3L);
        BookUpdate book = generated.get(0).book();
        assertThat(book.lastUpdateId()).isEqualTo(9);
        assertThat(book.bidTicks()).containsExactly(98, 90);
        assertThat(book.bidLots()).containsExactly(6, 4);
        assertThat(book.knownLowTicks())
                .as("90 was only heard of, levels above it may be missing")
                .isEqualTo(98);
        assertThat(gateway.progress().received())
                .as("generated messages do not count")
                .isEqualTo(2);
    }

    @Test
    void skipsEmptyTimeOnceOrdersAndTimersHadTheirs() {
        long weekMs = 7 * 24 * 3_600_000L;
        FeedGateway gateway = gateway(
                new GatewayConfig("max", 2_000, 100, 60_000, 100, 5_000, Long.MIN_VALUE, 30_000),
                List.of(trade(BTC, T0, 1), trade(BTC, T0 + weekMs, 2), trade(BTC, T0 + weekMs + 10, 3)));

        for (int i = 0; i < 200 && !gateway.progress().isSourceEnded(); i++) {
            gateway.step();
            progressMs = gateway.progress().feedTimeMs();
            wallMs += 10;
        }

        assertThat(gateway.progress().isSourceEnded()).isTrue();
        assertThat(of(BTC)).extracting(MarketEvent::feedTimeMs).startsWith(T0, T0 + weekMs, T0 + weekMs + 10);
        List<Long> beats = of("").stream()
                .map(MarketEvent::feedTimeMs)
                .distinct()
                .filter(timeMs -> timeMs <= T0 + weekMs)
                .toList();
        assertThat(beats)
                .contains(T0 + 119_900, T0 + weekMs - 1_000, T0 + weekMs)
                .hasSizeLessThan(1_300);
        assertThat(gateway.progress().speed()).isLessThan(1_000);
    }

    @Test
    void skipsEmptyTimeAt1xToo() {
        long hourMs = 3_600_000;
        FeedGateway gateway = gateway(AT_1X, List.of(trade(BTC, T0, 1), trade(BTC, T0 + hourMs, 2)));

        gateway.step();
        wallMs += 120_100;
        gateway.step();
        wallMs += 1_100;
        gateway.step();

        assertThat(gateway.progress().isSourceEnded()).isTrue();
    }

    @Test
    void sendsOfAHugeSnapshotWhatAMessageCanHold() {
        int levels = 60_000;
        long[] bids = LongStream.range(0, levels).map(i -> 100_000_000 - i).toArray();
        long[] asks = LongStream.range(0, levels).map(i -> 100_000_001 + i).toArray();
        long[] lots = new long[levels];
        Arrays.fill(lots, 123_456_789L);
        FeedGateway gateway = gateway(
                GatewayConfig.defaults(),
                List.of(FeedMessage.of(event(
                        MarketEventKind.BOOK_SNAPSHOT, BTC, T0, new BookUpdate(7, 7, 0, bids, lots, asks, lots)))));

        gateway.step();

        BookUpdate sent = of(BTC).get(0).book();
        assertThat(sent.bidTicks()).hasSize(10_000).startsWith(100_000_000, 99_999_999);
        assertThat(sent.askTicks()).hasSize(10_000).startsWith(100_000_001);
        assertThat(sent.knownLowTicks()).isZero();
        topic.read(new long[Partitions.COUNT], message -> assertThat(message.value().length)
                .isLessThan(1_000_000));
        assertThat(gateway.progress().received()).isEqualTo(1);
    }

    @Test
    void measuresItsSpeedFromTheEndOfTheWarmUp() {
        FeedGateway gateway = gateway(
                AT_1X.withFastUntil(T0 + 60_000),
                List.of(trade(BTC, T0, 1), trade(BTC, T0 + 60_000, 2), trade(BTC, T0 + 90_000, 3)));

        gateway.step();
        progressMs = T0 + 60_000;
        wallMs += 10;
        gateway.step();
        double warming = gateway.progress().speed();
        wallMs += 1_000;
        gateway.step();

        assertThat(warming).isEqualTo(6_000);
        assertThat(gateway.progress().speed()).isEqualTo(1);
    }

    @Test
    void tellsWhatThisProcessReceivedApartFromItsWholeLife() {
        List<FeedMessage> messages =
                List.of(trade(BTC, T0, 1), trade(BTC, T0 + 10, 2), trade(BTC, T0 + 20, 3), trade(BTC, T0 + 500, 4));
        CheckpointFile file = new CheckpointFile(directory.resolve("gateway.json"), "run");
        GatewayConfig config = new GatewayConfig("1x", 2_000, 100, 60_000, 100, 1, Long.MIN_VALUE, 30_000);
        FeedGateway first = gateway(config, messages);
        first.resume(file, topic);
        run(first, 100);
        FeedGateway second = gateway(config, messages);
        second.resume(file, topic);

        run(second, 2_000);

        assertThat(first.progress().receivedNow()).isEqualTo(3);
        assertThat(second.progress().received()).isEqualTo(4);
        assertThat(second.progress().receivedNow()).isEqualTo(1);
    }

    @Test
    void refusesASourceWithoutAMessage() {
        FeedGateway gateway = gateway(AT_1X, List.of());

        assertThatThrownBy(gateway::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the feed has no message");
    }

    @Test
    void countsRefusedMessagesByReasonAndShowsThemToTheTap() {
        DeadLetter letter = new DeadLetter(RejectReason.BROKEN_JSON, BTC, T0 + 5, "broken", "x", -1, -1);
        FeedGateway gateway =
                gateway(AT_1X, List.of(trade(BTC, T0, 1), new FeedMessage(null, letter, null), trade(BTC, T0 + 6, 2)));

        gateway.step();
        wallMs += 10;
        gateway.step();

        assertThat(gateway.progress().received()).isEqualTo(3);
        assertThat(gateway.progress().refused()).isEqualTo(1);
        assertThat(tapped).hasSize(3);
        assertThat(of(BTC)).extracting(MarketEvent::sequence).containsExactly(1L, 2L, 3L);
    }

    private static FeedMessage book(MarketEventKind kind, long feedTimeMs, long id, long previous) {
        long[] bids = {100};
        long[] asks = {102};
        long[] lots = {5};
        return FeedMessage.of(event(kind, BTC, feedTimeMs, new BookUpdate(id, id, previous, bids, lots, asks, lots)));
    }

    /** Answers a request with a snapshot. */
    private static final class AskedSource implements FeedSource {
        private final FeedSource list;
        private final List<String> requests = new ArrayList<>();
        private long nowMs;

        AskedSource(List<FeedMessage> messages) {
            list = new ListSource(messages);
        }

        @Override
        public FeedMessage next() {
            if (requests.size() == 1 && nowMs > 0) {
                long at = nowMs;
                nowMs = 0;
                return book(MarketEventKind.BOOK_SNAPSHOT, at, 50, 0);
            }
            FeedMessage next = list.next();
            nowMs = next == null || !requests.isEmpty() ? 0 : next.feedTimeMs();
            return next;
        }

        @Override
        public boolean requestSnapshot(String instrument) {
            requests.add(instrument);
            return true;
        }

        @Override
        public byte[] snapshotState() {
            return list.snapshotState();
        }

        @Override
        public void restoreState(byte[] snapshot) {
            list.restoreState(snapshot);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForASnapshotAtOnceWhenAChangeOfTheBookIsRefusedOrMissing(boolean isRefused) {
        DeadLetter letter = new DeadLetter(RejectReason.BROKEN_JSON, BTC, T0 + 5, "broken", "x", -1, -1);
        FeedMessage lost = isRefused
                ? new FeedMessage(MarketEvent.bookGap(BTC, 0, T0 + 5, 0), letter, null)
                : book(MarketEventKind.BOOK_DELTA, T0 + 5, 45, 43);
        AskedSource source = new AskedSource(List.of(
                book(MarketEventKind.BOOK_SNAPSHOT, T0, 40, 0),
                book(MarketEventKind.BOOK_DELTA, T0 + 1, 41, 40),
                lost,
                book(MarketEventKind.BOOK_DELTA, T0 + 6, 51, 50)));
        FeedGateway gateway = new FeedGateway(
                AT_1X,
                CATALOG,
                keys,
                source,
                new GatewayLinks(topic, () -> progressMs, tapped::add, e -> {}, () -> wallMs));

        gateway.step();
        wallMs += 10;
        gateway.step();

        assertThat(source.requests).containsExactly(BTC);
        assertThat(of(BTC))
                .extracting(MarketEvent::kind)
                .startsWith(
                        MarketEventKind.BOOK_SNAPSHOT,
                        MarketEventKind.BOOK_DELTA,
                        isRefused ? MarketEventKind.BOOK_GAP : MarketEventKind.BOOK_DELTA,
                        MarketEventKind.BOOK_SNAPSHOT,
                        MarketEventKind.BOOK_DELTA);
        assertThat(gateway.progress().refused()).isEqualTo(isRefused ? 1 : 0);
        assertThat(gateway.progress().received()).isEqualTo(5);
    }

    @Test
    void countsWhatIsNoTradeAndOddLevelsByName() {
        DeadLetter noTrade = new DeadLetter(RejectReason.NO_TRADE, BTC, T0 + 5, "X is ADL", "x", -1, -1);
        DeadLetter odd = new DeadLetter(RejectReason.ODD_LEVEL, BTC, T0 + 5, "1 level", "x", -1, -1);
        FeedGateway gateway = gateway(
                AT_1X,
                List.of(
                        trade(BTC, T0, 1),
                        new FeedMessage(null, noTrade, null),
                        new FeedMessage(
                                book(MarketEventKind.BOOK_DELTA, T0 + 5, 45, 43).event(), odd, null)));

        gateway.step();
        wallMs += 10;
        gateway.step();

        assertThat(gateway.progress().refused()).isEqualTo(1);
        assertThat(gateway.progress().letters(RejectReason.NO_TRADE)).isEqualTo(1);
        assertThat(gateway.progress().letters(RejectReason.ODD_LEVEL)).isEqualTo(1);
        assertThat(of(BTC)).extracting(MarketEvent::kind).contains(MarketEventKind.BOOK_DELTA);
    }

    @Test
    void goesOnAfterAKillAsIfNothingHadHappened() {
        List<FeedMessage> messages = messages();
        FakeTopic undisturbed = new FakeTopic();
        run(gateway(AT_1X, messages, undisturbed), 4_000);
        List<String> expected = lines(undisturbed);

        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            FakeTopic killed = new FakeTopic();
            tapped.clear();
            CheckpointFile file = new CheckpointFile(directory.resolve("gateway-" + seed + ".json"), "run");
            GatewayProgress progress = null;
            for (int life = 0; life < 4; life++) {
                FeedGateway gateway = gateway(
                        new GatewayConfig(
                                "1x", 2_000, 100, 60_000, 100, 1 + random.nextInt(400), Long.MIN_VALUE, 30_000),
                        messages,
                        killed);
                gateway.resume(file, killed);
                run(gateway, life == 3 ? 8_000 : random.nextInt(1_500));
                progress = gateway.progress();
                if (life < 3) {
                    killed.kill(random);
                }
            }

            List<String> actual = lines(killed);
            assertThat(actual).as("seed " + seed).containsAll(expected);
            assertThat(actual.stream().filter(line -> !line.contains("HEARTBEAT")))
                    .as("seed " + seed)
                    .containsExactlyElementsOf(expected.stream()
                            .filter(line -> !line.contains("HEARTBEAT"))
                            .toList());
            assertThat(progress.received()).isEqualTo(messages.size());
            assertThat(progress.isSourceEnded()).isTrue();
            requireRisingTimesAndNumbers(killed);
        }
    }

    private static List<FeedMessage> messages() {
        Random random = new Random(7);
        List<FeedMessage> messages = new ArrayList<>();
        List<String> instruments = CATALOG.all().stream().map(i -> i.key()).toList();
        long at = T0;
        for (int i = 0; i < 100; i++) {
            messages.add(trade(instruments.get(random.nextInt(instruments.size())), at, i));
            at += random.nextInt(60);
        }
        return messages;
    }

    private void run(FeedGateway gateway, long forMs) {
        long until = wallMs + forMs;
        while (wallMs < until) {
            gateway.step();
            wallMs += 10;
        }
    }

    private List<String> lines(FakeTopic from) {
        return events(from).stream()
                .map(e ->
                        e.kind() + " " + e.instrument() + " #" + e.sequence() + " @" + e.feedTimeMs() + " " + e.trade())
                .toList();
    }

    private void requireRisingTimesAndNumbers(FakeTopic from) {
        TreeMap<String, Long> numberByKey = new TreeMap<>();
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            assertThat(from.partitions.get(partition))
                    .extracting(m -> m.timestamp())
                    .isSorted();
            for (MarketEvent event : single(from, partition)) {
                String key = event.instrument().isEmpty() ? "partition " + partition : event.instrument();
                assertThat(event.sequence()).as(key).isEqualTo(numberByKey.merge(key, 1L, Long::sum));
            }
        }
    }

    private List<MarketEvent> single(FakeTopic from, int partition) {
        FakeTopic one = new FakeTopic();
        one.partitions.get(partition).addAll(from.partitions.get(partition));
        return events(one);
    }
}
