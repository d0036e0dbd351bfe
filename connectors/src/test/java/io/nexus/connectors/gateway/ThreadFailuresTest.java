package io.nexus.connectors.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that ends by itself says why. */
final class ThreadFailuresTest {
    private static final long LIMIT_MS = 10_000;
    private static final TopicPartition PROGRESS = new TopicPartition(Topics.PROGRESS, 0);

    @TempDir
    Path directory;

    @Test
    void gatewayTellsAnErrorToo() throws Exception {
        AssertionError error = new AssertionError("no feed today");
        FakeTopic topic = new FakeTopic();
        ListSource source = new ListSource(List.of());
        GatewayLinks links = new GatewayLinks(topic, () -> 0, message -> {}, event -> {}, () -> {
            throw error;
        });
        FeedGateway gateway = new FeedGateway(
                GatewayConfig.defaults(),
                InstrumentFile.binance2024(),
                FeedKeys.create(directory.resolve("feed.keys"), "k1"),
                source,
                links);

        try (GatewayThread thread = new GatewayThread(gateway, source, topic, Speed.parse("1x"))) {
            assertThat(awaited(thread::failure)).isSameAs(error);
        }
    }

    @Test
    void progressMonitorTellsWhyItStopped() throws Exception {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
        consumer.updateEndOffsets(Map.of(PROGRESS, 0L));
        FeedKeys keys = FeedKeys.create(directory.resolve("progress.keys"), "k1");

        try (KafkaProgressMonitor monitor = new KafkaProgressMonitor(consumer, keys)) {
            consumer.schedulePollTask(() -> {
                consumer.addRecord(new ConsumerRecord<>(PROGRESS.topic(), 0, 0, new byte[0], null));
                consumer.addRecord(new ConsumerRecord<>(
                        PROGRESS.topic(), 0, 1, new byte[0], "{\"feedTimeMs\":9}".getBytes(StandardCharsets.UTF_8)));
                consumer.addRecord(report(keys, 2));
            });
            awaited(() -> monitor.feedTimeMs() == 5 ? true : null);
            assertThat(monitor.failure()).isNull();

            consumer.setPollException(new KafkaException("no broker today"));

            assertThat(awaited(monitor::failure)).hasMessage("no broker today");
        }
    }

    private static ConsumerRecord<byte[], byte[]> report(FeedKeys keys, long offset) {
        var sent = new RecordSigner(keys, () -> 1)
                .signed(TopicRecord.of(PROGRESS.topic(), "progress", Map.of("feedTimeMs", 5)));
        var read = new ConsumerRecord<>(PROGRESS.topic(), 0, offset, sent.key(), sent.value());
        sent.headers().forEach(read.headers()::add);
        return read;
    }

    private static <T> T awaited(Supplier<T> value) throws InterruptedException {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (value.get() == null) {
            assertThat(System.currentTimeMillis()).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return value.get();
    }
}
