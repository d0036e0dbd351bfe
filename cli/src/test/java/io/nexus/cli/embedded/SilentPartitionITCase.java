package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nexus.cli.process.ControlDesk;
import io.nexus.cli.report.RunMonitor;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.kafka.KafkaControlTopic;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.job.config.NexusConfig;
import io.nexus.job.graph.GraphConfig;
import io.nexus.job.graph.JobSettings;
import io.nexus.job.graph.KafkaSinks;
import io.nexus.job.graph.KafkaSources;
import io.nexus.job.graph.PipelineGraph;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running pipeline, whose market partitions fall silent; feed time passes some ten times as fast as wall time. */
final class SilentPartitionITCase {
    private static final String RUN_ID = "run-1";
    private static final String BTC = "BINANCE|USDM|BTCUSDT";
    private static final String ETH = "BINANCE|USDM|ETHUSDT";
    private static final String ACCOUNT = "BINANCE|USDM|main";
    private static final InstrumentCatalog INSTRUMENTS = InstrumentFile.binance2024();
    private static final long START_MS = 1_723_161_600_000L;
    private static final long PATIENCE_MS = 60_000;
    private static final long TOUCH_TICKS = 600_000;
    private static final int[] ALL = IntStream.range(0, Partitions.COUNT).toArray();
    private static final int[] WITHOUT_BTC =
            IntStream.of(ALL).filter(p -> p != Partitions.of(BTC)).toArray();

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private EmbeddedFlink flink;
    private FeedKeys keys;
    private RunMonitor monitor;
    private SignedFeed feed;
    private long updateId = 100;
    private final Set<String> quoted = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.empty());
        Path keyFile = directory.resolve("feed.keys");
        keys = FeedKeys.create(keyFile, "k1");
        flink = start(keyFile);
        monitor = new RunMonitor(kafka.client(), keys);
        feed = new SignedFeed(kafka.bootstrapServers(), keys, START_MS);
        for (String instrument : List.of(BTC, ETH)) {
            feed.send(SignedFeed.event(MarketEventKind.BOOK_SNAPSHOT, instrument, feed.feedTimeMs(), book()));
        }
        quoted.addAll(List.of(BTC, ETH));
    }

    @AfterEach
    void stop() throws Exception {
        feed.close();
        monitor.close();
        flink.close();
        kafka.close();
    }

    @Test
    void closesThePositionOnADeadPartitionAndHoldsNoOtherExit() throws Exception {
        hold(BTC);
        hold(ETH);
        await(() -> marked().containsAll(List.of(BTC, ETH)), ALL);
        assertThat(closes()).isEmpty();

        quoted.remove(BTC);
        quote(ETH, TOUCH_TICKS * 9 / 10);
        await(() -> closes().contains(ETH + " " + ExitReason.STOP_LOSS), WITHOUT_BTC);
        assertThat(closes()).doesNotContain(BTC + " " + ExitReason.FEED_SILENT);
        await(() -> closes().contains(BTC + " " + ExitReason.FEED_SILENT), WITHOUT_BTC);

        long closedMs = feed.feedTimeMs();
        assertThat(closedMs - START_MS).isGreaterThan(60_000);
        await(() -> monitor.progressFeedTimeMs() > closedMs + 1_000, WITHOUT_BTC);
        await(() -> countedAtMs(ETH) > closedMs, WITHOUT_BTC);
        await(() -> governedAtMs() > closedMs, WITHOUT_BTC);
        assertThat(closes()).hasSize(2);
    }

    @Test
    void onlyReducesWithoutMostOfThePartitionsOrWithoutAllAndTradesOnWhenTheyAreBack() throws Exception {
        await(() -> monitor.total("evaluations") > 0, ALL);
        try (ControlDesk desk = new ControlDesk(kafka.client(), keys, () -> 0)) {
            desk.start(RUN_ID, feed.feedTimeMs());
            desk.setTradingState(ACCOUNT, TradingState.ACTIVE, "test", feed.feedTimeMs());
        }
        await(() -> isState(TradingState.ACTIVE), ALL);

        await(() -> isState(TradingState.REDUCING), Partitions.of(ETH));
        long reducedMs = feed.feedTimeMs();
        await(() -> countedAtMs(ETH) > reducedMs + 20_000, Partitions.of(ETH));
        await(() -> isState(TradingState.ACTIVE), ALL);

        await(() -> isState(TradingState.REDUCING));
        await(() -> isState(TradingState.ACTIVE), ALL);
        long evaluations = monitor.total("evaluations");
        await(() -> monitor.total("evaluations") > evaluations, ALL);
    }

    private EmbeddedFlink start(Path keyFile) throws Exception {
        NexusConfig config = ConfigBinder.bind(
                NexusConfig.defaults(), Map.of("feed-clock", Map.of("partition-idle-ms", 1_000, "watchdog-ms", 2_000)));
        Configuration wanted = new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, 2);
        var settings = EmbeddedFlink.configuration("0", directory, wanted);
        var environment = JobSettings.environment(settings);
        PipelineGraph.build(
                environment,
                new KafkaSources(
                        kafka.client(),
                        "test",
                        config.authentication().withKeysFile(keyFile.toString()),
                        INSTRUMENTS,
                        config.layers().feedClock().partitionIdleMs()),
                new KafkaSinks(kafka.client(), keyFile.toString(), false),
                new GraphConfig(
                        config,
                        RUN_ID,
                        INSTRUMENTS,
                        Map.of(Market.USDM, ACCOUNT),
                        ModelCatalog.packaged(),
                        FillingExchange::new,
                        new KafkaControlTopic(kafka.client(), keyFile.toString()),
                        ReferenceCalibration.initial()));
        return EmbeddedFlink.start(settings, environment.getStreamGraph());
    }

    /** An entry that was admitted and filled. */
    private void hold(String instrument) throws Exception {
        String id = "NEXUS_" + INSTRUMENTS.get(instrument).symbol() + "_1723161600_000001";
        EntryPlan plan = new EntryPlan(
                TOUCH_TICKS * 95 / 100,
                TOUCH_TICKS * 2,
                1_000,
                2 * TOUCH_TICKS,
                0.8,
                0.5,
                1,
                0.5,
                0.5,
                0.6,
                BigDecimal.ONE,
                List.of(new Contribution(StrategyId.VWAP_REVERSION, 1, 0.8, 0.8, 1)),
                "");
        OrderIntent intent = new OrderIntent(
                ACCOUNT,
                instrument,
                id,
                id,
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                100,
                TOUCH_TICKS,
                false,
                feed.feedTimeMs(),
                feed.feedTimeMs(),
                feed.feedTimeMs(),
                1,
                2 * TOUCH_TICKS,
                plan,
                null);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            RecordSigner signer = new RecordSigner(keys, System::currentTimeMillis);
            for (OrderEvent event : List.of(
                    OrderEvent.admitted(intent, 1),
                    OrderEvent.report(intent, FillingExchange.filled(intent), feed.feedTimeMs(), 1))) {
                producer.send(signer.signed(TopicRecord.of(Topics.ORDERS, ACCOUNT, event)))
                        .get();
            }
        }
    }

    private Set<String> marked() throws IOException {
        Set<String> instruments = new HashSet<>();
        records(Topics.MARKS, PositionMark.class).forEach(mark -> instruments.add(mark.instrument()));
        return instruments;
    }

    /** Filled closes: instrument and reason. */
    private List<String> closes() throws IOException {
        List<String> closes = new ArrayList<>();
        for (OrderEvent event : records(Topics.ORDERS, OrderEvent.class)) {
            boolean isClosed = event.report() != null
                    && event.report().status() == OrderStatus.FILLED
                    && event.intent().purpose() == OrderPurpose.CLOSE;
            String close = event.instrument() + " " + (isClosed ? event.intent().exitReason() : "");
            if (isClosed && !closes.contains(close)) {
                closes.add(close);
            }
        }
        return closes;
    }

    private long countedAtMs(String instrument) throws IOException {
        return records(Topics.COUNTS, FunnelCount.class).stream()
                .filter(count -> count.instrument().equals(instrument))
                .mapToLong(FunnelCount::feedTimeMs)
                .max()
                .orElse(0);
    }

    private long governedAtMs() throws IOException {
        return records(Topics.CONTROL, ControlMessage.class).stream()
                .filter(message -> message.kind() == ControlKind.GOVERNANCE)
                .mapToLong(ControlMessage::feedTimeMs)
                .max()
                .orElse(0);
    }

    private boolean isState(TradingState state) {
        var account = monitor.account();
        return account != null && account.tradingState() == state;
    }

    private <T> List<T> records(String topic, Class<T> type) throws IOException {
        List<T> records = new ArrayList<>();
        int partitions = topic.equals(Topics.ORDERS) ? Topics.ORDER_PARTITIONS : 1;
        try (TopicReader reader = new TopicReader(kafka.client())) {
            for (int partition = 0; partition < partitions; partition++) {
                reader.read(new TopicPartition(topic, partition), 0, record -> {
                    try {
                        records.add(RecordJson.read(record.value(), type));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        return records;
    }

    private BookUpdate book() {
        return new BookUpdate(
                updateId,
                updateId,
                0,
                new long[] {TOUCH_TICKS, TOUCH_TICKS - 1},
                new long[] {50, 50},
                new long[] {TOUCH_TICKS + 1, TOUCH_TICKS + 2},
                new long[] {50, 50});
    }

    private void quote(String instrument, long bidTicks) {
        Quote quote = new Quote(++updateId, bidTicks, 50, bidTicks + 1, 50);
        feed.send(SignedFeed.event(MarketEventKind.QUOTE, instrument, feed.feedTimeMs(), quote));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits while some partitions have heartbeats and, once a second of feed time, quotes. */
    private void await(Condition condition, int... partitions) throws Exception {
        long limitMs = System.currentTimeMillis() + PATIENCE_MS;
        for (int i = 0; i % 50 != 0 || !condition.holds(); i++) {
            if (System.currentTimeMillis() > limitMs) {
                fail(
                        "waited in vain at %d: job %s %s, closes %s, account %s, progress %d, counts %s",
                        feed.feedTimeMs(),
                        flink.status(),
                        flink.failure(),
                        closes(),
                        monitor.account(),
                        monitor.progressFeedTimeMs(),
                        monitor.totals());
            }
            if (partitions.length > 0) {
                feed.beat(100, partitions);
                quoteOnceASecond(partitions);
            }
            feed.flush();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void quoteOnceASecond(int... partitions) {
        for (String instrument : quoted) {
            boolean isAlive = IntStream.of(partitions).anyMatch(p -> p == Partitions.of(instrument));
            if (isAlive && feed.feedTimeMs() % 1_000 == 0) {
                quote(instrument, TOUCH_TICKS);
            }
        }
    }
}
