package io.nexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryFollower;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.history.TradeHistory.StatusCount;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trade history as a process of its own, between a real broker and a real database that are both stopped and started. */
final class HistoryProcessITCase {
    private static final long LIMIT_MS = 120_000;
    private static final String ACCOUNT = "SIM|USDM|main";
    private static final Instrument INSTRUMENT =
            InstrumentFile.binance2024().all().get(0);

    @TempDir
    Path work;

    private EmbeddedKafka kafka;
    private Server database;
    private Path connections;
    private RecordSigner signer;
    private Process history;

    @BeforeEach
    void prepare() throws Exception {
        kafka = EmbeddedKafka.start(work.resolve("kafka"));
        database = database(0);
        signer = new RecordSigner(FeedKeys.create(work.resolve("feed.keys"), "k1"), System::currentTimeMillis);
        InstrumentFile.store(work.resolve("instruments.json"), InstrumentFile.binance2024());
        connections = Files.writeString(
                work.resolve("connections.yaml"),
                """
                kafka: {bootstrap.servers: "%s"}
                history: {url: "jdbc:h2:tcp://127.0.0.1:%d/./nexus"}
                exchange: {instruments-file: instruments.json}
                feed: {keys-file: feed.keys}
                """
                        .formatted(kafka.bootstrapServers(), database.getPort()));
    }

    @AfterEach
    void stop() {
        if (history != null) {
            history.destroyForcibly();
        }
        database.stop();
        kafka.close();
    }

    @Test
    void missesNothingWhileDatabaseAndBrokerAreStoppedAndStarted() throws Exception {
        assertThat(errorOfHistory()).contains("has no tables; run nexus init");
        assertThat(Main.commandLine().execute("init", "--connect", connections.toString()))
                .isZero();
        send(0, 200);
        history = start();
        awaitLine("caught up, 400 rows written, 0 left out");

        int databasePort = database.getPort();
        database.stop();
        send(200, 400);
        int kafkaPort = URI.create("kafka://" + kafka.bootstrapServers()).getPort();
        kafka.close();
        database = database(databasePort);
        kafka = EmbeddedKafka.start(work.resolve("kafka"), kafkaPort);
        send(400, 500);
        await("all orders to be written", () -> committed() == 500);
        history.destroy();

        assertThat(history.waitFor()).isZero();
        assertThat(output()).contains("trade history: stopped");
        HistoryConfig config =
                HistoryConfig.defaults().at(Connections.read(connections).history());
        try (TradeHistory stored = TradeHistory.open(config)) {
            assertThat(stored.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 500));
            assertThat(stored.fills()).hasSize(500);
        }
    }

    private String errorOfHistory() {
        StringWriter error = new StringWriter();
        int exitCode = Main.commandLine()
                .setErr(new PrintWriter(error))
                .execute("history", "--connect", connections.toString());
        assertThat(exitCode).isEqualTo(1);
        return error.toString();
    }

    private Server database(int port) throws Exception {
        return Server.createTcpServer(
                        "-tcpPort", Integer.toString(port), "-tcpDaemon", "-ifNotExists", "-baseDir", work.toString())
                .start();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "history",
                        "--connect",
                        connections.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("history.out").toFile())
                .start();
    }

    private void send(int from, int to) throws Exception {
        try (var producer = new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                TopicRecord record = TopicRecord.of(Topics.ORDERS, ACCOUNT, filled("e" + i, i));
                sent.add(producer.send(signer.signed(record)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static OrderEvent filled(String id, long tradeId) {
        OrderIntent intent = new OrderIntent(
                ACCOUNT,
                INSTRUMENT.key(),
                id,
                id,
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                INSTRUMENT.minLots(),
                100_000,
                false,
                1,
                1,
                0,
                0,
                0,
                null,
                null);
        Fill fill = new Fill(tradeId, id, Side.BUY, 100_000, INSTRUMENT.minLots(), BigDecimal.ONE, 2);
        OrderReport report = new OrderReport(id, "v", OrderStatus.FILLED, INSTRUMENT.minLots(), List.of(fill), 2, null);
        return OrderEvent.report(intent, report, 2, 2);
    }

    /** What Kafka's own tools report of the group. */
    private long committed() throws Exception {
        Properties client = kafka.client();
        try (Admin admin = Admin.create(client)) {
            return admin
                    .listConsumerGroupOffsets(HistoryFollower.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().topic().equals(Topics.ORDERS))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    private String output() throws IOException {
        return Files.readString(work.resolve("history.out"), StandardCharsets.UTF_8);
    }

    private void awaitLine(String line) throws Exception {
        await("the history to say: " + line, () -> output().contains(line));
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.call()) {
            assertThat(System.currentTimeMillis())
                    .as("waiting for %s; it said: %s", what, output())
                    .isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
