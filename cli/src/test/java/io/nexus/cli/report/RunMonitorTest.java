package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunMonitorTest {
    private static final long LIMIT_MS = 10_000;

    @TempDir
    Path directory;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    private RunMonitor monitor() {
        return monitor(FeedKeys.create(directory.resolve(UUID.randomUUID() + ".keys"), "k1"));
    }

    private RunMonitor monitor(FeedKeys keys) {
        Map<TopicPartition, Long> offsets = Stream.of(Topics.COUNTS, Topics.CONTROL, Topics.PROGRESS, Topics.DIGESTS)
                .map(topic -> new TopicPartition(topic, 0))
                .collect(Collectors.toMap(Function.identity(), partition -> 0L));
        consumer.updateBeginningOffsets(offsets);
        consumer.updateEndOffsets(offsets);
        return new RunMonitor(consumer, keys);
    }

    private void add(String topic, long offset, String json) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(topic, 0, offset, new byte[0], json.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void skipsWhatIsNoRecordAndGoesOn() throws Exception {
        try (RunMonitor monitor = monitor()) {
            add(Topics.PROGRESS, 0, "null");
            add(Topics.PROGRESS, 1, "{\"feedTimeMs\":5}");

            awaited(() -> monitor.progressFeedTimeMs() == 5 ? true : null);

            assertThat(monitor.failure()).isNull();
        }
    }

    @Test
    void aTradingStateThatIsSignedEarlierOrTwiceIsNotTheNewest() throws Exception {
        FeedKeys keys = FeedKeys.create(directory.resolve("one.keys"), "k1");
        try (RunMonitor monitor = monitor(keys)) {
            addState(keys, 0, TradingState.ACTIVE, 10);
            addState(keys, 1, TradingState.HALTED, 20);
            addState(keys, 2, TradingState.ACTIVE, 10);
            addState(keys, 3, TradingState.ACTIVE, 20);
            add(Topics.PROGRESS, 0, "{\"feedTimeMs\":5}");

            awaited(() -> monitor.progressFeedTimeMs() == 5 ? true : null);

            assertThat(monitor.tradingState().state()).isEqualTo(TradingState.HALTED);
            assertThat(monitor.status().asked().state()).isEqualTo(TradingState.HALTED);
            assertThat(monitor.signedAtWallMs()).isEqualTo(20);
        }
    }

    private void addState(FeedKeys keys, long offset, TradingState state, long signedAtWallMs) {
        ControlMessage message =
                ControlMessage.of(new TradingStateChange("A", state, "test"), 1).withId("id-" + signedAtWallMs);
        var signed = new RecordSigner(keys, () -> 0)
                .signed(TopicRecord.of(Topics.CONTROL, message.key(), message), signedAtWallMs);
        var record = new ConsumerRecord<>(Topics.CONTROL, 0, offset, signed.key(), signed.value());
        signed.headers().forEach(record.headers()::add);
        consumer.schedulePollTask(() -> consumer.addRecord(record));
    }

    @Test
    void tellsWhyItStopped() throws Exception {
        try (RunMonitor monitor = monitor()) {
            consumer.schedulePollTask(() -> {
                throw new AssertionError("no broker today");
            });

            assertThat(awaited(monitor::failure)).hasMessage("no broker today");
        }
    }

    @Test
    void whoKeepsItsCountsTellsWhyHeCannot() throws Exception {
        Path file;
        try (FileSystem closed = FileSystems.newFileSystem(
                URI.create("jar:" + directory.resolve("closed.zip").toUri()), Map.of("create", "true"))) {
            file = closed.getPath("counts.json");
        }

        try (RunMonitor monitor = monitor();
                CountsKeeper keeper = new CountsKeeper(monitor, file, file.resolveSibling("status.json"))) {
            assertThat(awaited(keeper::failure)).isInstanceOf(IllegalStateException.class);
        }
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
