package io.nexus.cli.bench;

import com.sun.net.httpserver.HttpServer;
import io.nexus.connectors.gateway.KafkaMessageSink;
import io.nexus.connectors.gateway.Speed;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The bare twin of the whole: the same broker and hops, functions that do nothing, an HTTP endpoint that says yes. */
final class BareTicks {
    static final String NANOS = "nanos";

    private static final int EVENTS_PER_SECOND = 5_000;
    private static final int ONE_ORDER_IN = 200;
    /** As the gateway of a sped-up feed does. */
    private static final long BATCH_NS = 4_000_000;

    private BareTicks() {}

    static Measurement measure(Path folder, BenchLength length) throws Exception {
        int seconds = (int) ((length.warmMs() + length.measuredMs()) / 1_000);
        BenchMarket market = BenchMarket.of(folder, EVENTS_PER_SECOND * seconds);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        HttpServer venue = venue(threads);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            TopicAdmin.create(kafka.client(), Topics.all(Topics.MARKET_RETENTION_BYTES), OptionalInt.of(1));
            BenchCluster cluster = new BenchCluster(folder);
            StreamExecutionEnvironment environment = cluster.environment();
            String address = "http://127.0.0.1:" + venue.getAddress().getPort() + "/order";
            build(environment, kafka.bootstrapServers(), address);
            Thread feed = new Thread(() -> feed(market, kafka.bootstrapServers(), length), "bare-feed");
            feed.setDaemon(true);
            feed.start();
            int first = market.barEvents();
            int last = market.tape().size() - 1;
            long measuredFrom = first + (last - first) * length.warmMs() / (length.warmMs() + length.measuredMs());
            long elapsedNs = cluster.runUntil(
                    environment, measuredFrom, last, () -> BenchGauge.current().reset(0));
            return TicksBench.measured(
                    EVENTS_PER_SECOND * (double) length.measuredMs() / TimeUnit.NANOSECONDS.toMillis(elapsedNs));
        } finally {
            venue.stop(0);
            threads.shutdownNow();
        }
    }

    private static void build(StreamExecutionEnvironment environment, String bootstrapServers, String address) {
        var control = BenchCluster.control(environment);
        KafkaSource<BareRecord> source = KafkaSource.<BareRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(Topics.MARKET)
                .setGroupId("bare")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new BareDeserializer())
                .setProperty("commit.offsets.on.checkpoint", "false")
                .build();
        var received = environment.fromSource(source, WatermarkStrategy.noWatermarks(), "bare feed");
        var orders = BareGraph.chain(BareGraph.instruments(received), control, "chain", 5)
                .filter(record -> record.nanos() % ONE_ORDER_IN == 0)
                .uid("candidates")
                .map(record -> new BareRecord("account", record.payload(), record.nanos()))
                .returns(BareRecord.class)
                .uid("by-account");
        AsyncDataStream.unorderedWait(
                        BareGraph.chain(orders, control, "risk", 1),
                        new BareExchange(address),
                        5,
                        TimeUnit.SECONDS,
                        100)
                .returns(BareRecord.class)
                .uid("exchange")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    /** Sends the tape at an even pace, as the gateway does. */
    private static void feed(BenchMarket market, String bootstrapServers, BenchLength length) {
        MessageTape tape = market.tape();
        int first = market.barEvents();
        int events = EVENTS_PER_SECOND * (int) ((length.warmMs() + length.measuredMs()) / 1_000);
        double perSecond = EVENTS_PER_SECOND * (double) (tape.size() - first) / events;
        Pace pace = new Pace(first, perSecond);
        Properties client = new Properties();
        client.put("bootstrap.servers", bootstrapServers);
        try (KafkaMessageSink sink = new KafkaMessageSink(client, Speed.parse("max"))) {
            long flushedNs = System.nanoTime();
            for (int i = first; i < tape.size(); i++) {
                pace.await(i);
                if (System.nanoTime() - flushedNs > BATCH_NS) {
                    sink.flush();
                    flushedNs = System.nanoTime();
                }
                ConsumerRecord<byte[], byte[]> message = tape.message(i);
                var sent = new ProducerRecord<>(
                        Topics.MARKET, message.partition(), null, message.key(), message.value(), message.headers());
                sent.headers().add(NANOS, Long.toString(System.nanoTime()).getBytes(StandardCharsets.US_ASCII));
                sink.send(sent);
            }
            sink.flush();
        }
    }

    private static HttpServer venue(ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/order", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        return server;
    }
}
