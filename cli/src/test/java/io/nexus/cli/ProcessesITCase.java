package io.nexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.binance.BinanceAccess;
import io.nexus.connectors.binance.BinanceConfig;
import io.nexus.connectors.binance.BinanceExchangeFactory;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.MarketFollower;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.port.Exchange;
import io.nexus.testbed.broker.EmbeddedKafka;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateway and simulated exchange as processes of their own, killed and started again. */
final class ProcessesITCase {
    private static final long LIMIT_MS = 60_000;
    private static final String ACCOUNT = "SIM|USDM|main";
    private static final long WARM_UP_MS = 60_000;

    @TempDir
    Path work;

    private final List<Process> running = new ArrayList<>();
    private EmbeddedKafka kafka;
    private Path connections;
    private String venueUrl;
    private int orders;

    @BeforeEach
    void prepare() throws IOException {
        kafka = EmbeddedKafka.start(work.resolve("kafka"));
        venueUrl = "http://127.0.0.1:" + freePort();
        connections = Files.writeString(
                work.resolve("connections.yaml"),
                """
                kafka: {bootstrap.servers: "%s"}
                exchange:
                  base-url: %s
                  key-file: keys/venue.key
                  instruments-file: instruments.json
                  accounts: {USDM: %s}
                feed: {keys-file: keys/feed.keys}
                """
                        .formatted(kafka.bootstrapServers(), venueUrl, ACCOUNT));
        Files.writeString(work.resolve("nexus.yaml"), "gateway: {checkpoint-interval-ms: 300}\n");
        assertThat(Main.commandLine().execute("init", "--connect", connections.toString(), "--keys"))
                .isZero();
    }

    @AfterEach
    void stop() {
        running.forEach(Process::destroyForcibly);
        kafka.close();
    }

    @Test
    void killedProcessesGoOnWithoutLossAndWithoutDoubles() throws Exception {
        Process gateway = gateway(1);
        Process venue = venue(1);
        Map<String, OrderStatus> before;
        try (Exchange exchange = exchange()) {
            OrderReport bought = settled(exchange, order(Side.BUY, OrderType.MARKET, 0, false));
            long fillTicks = bought.fills().get(0).priceTicks();
            settled(exchange, order(Side.BUY, OrderType.LIMIT, fillTicks * 9 / 10, false));
            before = statuses(exchange);
        }
        assertThat(before.values()).containsExactlyInAnyOrder(OrderStatus.FILLED, OrderStatus.SUBMITTED);

        kill(gateway);
        kill(venue);
        venue(2);
        gateway = gateway(2);
        long restartedAtMs = feedTimeMs();

        await("the market to go on", () -> feedTimeMs() > restartedAtMs + 1_000);
        try (Exchange exchange = exchange()) {
            assertThat(statuses(exchange)).isEqualTo(before);
            OrderReport sold = settled(exchange, order(Side.SELL, OrderType.MARKET, 0, true));
            assertThat(sold.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(exchange.account(ACCOUNT, 0).get(10, TimeUnit.SECONDS).positions())
                    .isEmpty();
            assertThat(statuses(exchange)).hasSize(3);
        }
        kill(gateway);
        assertNothingLostOrDoubled();
    }

    private Process gateway(int life) throws Exception {
        Process process = start(
                "gateway-" + life,
                "gateway",
                "--data",
                work.resolve("gateway").toString(),
                "--config",
                work.resolve("nexus.yaml").toString(),
                "--instruments",
                "3",
                "--warm-up",
                WARM_UP_MS + "ms");
        awaitLine("gateway-" + life, "the market is warm");
        return process;
    }

    private Process venue(int life) throws Exception {
        Process process =
                start("venue-" + life, "venue", "--data", work.resolve("venue").toString());
        awaitLine("venue-" + life, "follows the market");
        return process;
    }

    private Process start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Collections.addAll(command, arguments);
        Collections.addAll(command, "--connect", connections.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".out").toFile())
                .start();
        running.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private Exchange exchange() {
        BinanceAccess access = new BinanceAccess(
                venueUrl, Market.USDM, InstrumentFile.load(work.resolve("instruments.json")), BinanceConfig.defaults());
        return new BinanceExchangeFactory(access, work.resolve("keys/venue.key").toString()).open();
    }

    private OrderIntent order(Side side, OrderType type, long limitTicks, boolean isReduceOnly) {
        Instrument first = InstrumentFile.load(work.resolve("instruments.json"))
                .all()
                .iterator()
                .next();
        String id = "NEXUS_TEST_" + ++orders;
        return new OrderIntent(
                ACCOUNT,
                first.key(),
                id,
                id,
                isReduceOnly ? OrderPurpose.CLOSE : OrderPurpose.ENTRY,
                side,
                type,
                type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC,
                20 * first.minLots(),
                limitTicks,
                isReduceOnly,
                1,
                1,
                0,
                0,
                0,
                null,
                null);
    }

    /** The order once it is filled, or rests. */
    private static OrderReport settled(Exchange exchange, OrderIntent intent) throws Exception {
        List<OrderReport> last = new ArrayList<>();
        last.add(exchange.place(intent).get(10, TimeUnit.SECONDS));
        if (intent.type() == OrderType.MARKET) {
            await(intent.clientOrderId() + " to be filled", () -> {
                last.add(exchange.query(intent).get(10, TimeUnit.SECONDS));
                return last.get(last.size() - 1).status().isTerminal();
            });
        }
        return last.get(last.size() - 1);
    }

    private static Map<String, OrderStatus> statuses(Exchange exchange) throws Exception {
        Map<String, OrderStatus> statuses = new HashMap<>();
        exchange.ordersSince(ACCOUNT, 1)
                .get(10, TimeUnit.SECONDS)
                .forEach(order -> statuses.put(
                        order.report().clientOrderId(), order.report().status()));
        return statuses;
    }

    /** The topic, in the gateway's order, is the simulated market from its first message on; each number is there once. */
    private void assertNothingLostOrDoubled() throws Exception {
        List<MarketEvent> read = new ArrayList<>();
        var reader = new MarketFollower.MarketReader() {
            @Override
            public void reached(long feedTimeMs) {}

            @Override
            public void take(MarketEvent event) {
                synchronized (read) {
                    read.add(event);
                }
            }
        };
        FeedKeys keys = FeedKeys.load(work.resolve("keys/feed.keys"));
        var instruments = InstrumentFile.load(work.resolve("instruments.json"));
        try (MarketFollower follower =
                MarketFollower.start(kafka.client(), keys, instruments, MarketFollower.NONE, reader)) {
            await("the topic's end", follower::isFollowing);
            assertThat(follower.refused()).isZero();
        }
        Map<String, Long> sequenceByInstrument = new HashMap<>();
        SimulationConfig config = RunConfig.defaults().simulation();
        List<String> sent = new ArrayList<>();
        for (MarketEvent event : read) {
            if (event.kind() == MarketEventKind.HEARTBEAT) {
                continue;
            }
            assertThat(event.sequence()).isEqualTo(sequenceByInstrument.merge(event.instrument(), 1L, Long::sum));
            if (!event.isGenerated()) {
                sent.add(text(event));
            }
        }
        assertThat(sent).hasSizeGreaterThan(1_000).containsExactlyElementsOf(market(config, sent.size()));
        assertThat(read.stream().filter(MarketEvent::isGenerated)).isNotEmpty();
    }

    private static List<String> market(SimulationConfig defaults, int messages) {
        SimulationConfig config = ConfigBinder.bind(defaults, Map.of("instruments", 3));
        long startMs = Instant.parse("2025-06-02T22:00:00Z").toEpochMilli() - WARM_UP_MS;
        List<String> texts = new ArrayList<>();
        try (SimulatedFeed feed = new SimulatedFeed(config, 1, startMs, Long.MAX_VALUE)) {
            for (FeedMessage message = feed.next(); texts.size() < messages; message = feed.next()) {
                texts.add(text(message.event()));
            }
        }
        return texts;
    }

    private static String text(MarketEvent event) {
        return event.kind() + " " + event.instrument() + " " + event.feedTimeMs() + " " + event.trade() + " "
                + event.quote() + " "
                + (event.book() == null ? "" : event.book().lastUpdateId());
    }

    private long feedTimeMs() throws IOException {
        long[] newest = {0};
        try (TopicReader topic = new TopicReader(kafka.client())) {
            topic.readLast(
                    new TopicPartition(Topics.MARKET, Partitions.COUNT - 1), record -> newest[0] = record.timestamp());
        }
        return newest[0];
    }

    private void awaitLine(String name, String line) throws Exception {
        Path output = work.resolve(name + ".out");
        await(name + " to say: " + line, () -> {
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(text).doesNotContain("nexus: ");
            return text.contains(line);
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.call()) {
            assertThat(System.currentTimeMillis()).as("waiting for %s", what).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
