package io.nexus.benchmarks;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs that records of the order topic are signed: a filled entry, written and read, with and without its MAC. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class SigningBenchmark {
    private static final String ACCOUNT = "BINANCE|USDM|main";
    private static final long NOW_MS = 1_723_161_600_000L;

    private OrderEvent event;
    private RecordSigner signer;
    private SignedRecords signed;
    private ConsumerRecord<byte[], byte[]> record;

    @SuppressWarnings("NullAway.Init") // set up by the framework
    public SigningBenchmark() {}

    @Setup
    public void prepare() throws IOException {
        Path file = Files.createTempDirectory("keys").resolve("feed.keys");
        FeedKeys keys = FeedKeys.create(file, "k1");
        Files.delete(file);
        Files.delete(file.getParent());
        event = filled();
        signer = new RecordSigner(keys, () -> NOW_MS);
        signed = new SignedRecords(keys);
        ProducerRecord<byte[], byte[]> sent = writtenAndSigned();
        record = new ConsumerRecord<>(sent.topic(), 0, 1, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
    }

    @Benchmark
    public TopicRecord written() {
        return TopicRecord.of(Topics.ORDERS, ACCOUNT, event);
    }

    @Benchmark
    public ProducerRecord<byte[], byte[]> writtenAndSigned() {
        return signer.signed(TopicRecord.of(Topics.ORDERS, ACCOUNT, event));
    }

    @Benchmark
    public OrderEvent read() throws IOException {
        return RecordJson.read(record.value(), OrderEvent.class).checked();
    }

    @Benchmark
    public Object verifiedAndRead() {
        return signed.order(record);
    }

    private static OrderEvent filled() {
        EntryPlan plan = new EntryPlan(
                500_000, 700_000, 100, 1_200_001, 0.8, 0.5, 3, 0.2, 0.5, 0.6, BigDecimal.ONE, List.of(), "m");
        String id = "NEXUS_BTCUSDT_1_000001";
        OrderIntent intent = new OrderIntent(
                ACCOUNT,
                "BINANCE|USDM|BTCUSDT",
                id,
                id,
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                10,
                600_000,
                false,
                NOW_MS,
                NOW_MS,
                NOW_MS,
                1,
                1_200_001,
                plan,
                null);
        Fill fill = new Fill(7, id, Side.BUY, 600_000, 10, BigDecimal.ONE, NOW_MS);
        OrderReport report = new OrderReport(id, "v1", OrderStatus.FILLED, 10, List.of(fill), NOW_MS, null);
        return OrderEvent.report(intent, report, NOW_MS, NOW_MS);
    }
}
