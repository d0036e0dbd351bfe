package io.nexus.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the first partition of a topic from its beginning. */
final class TopicReader implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final List<String> values = new ArrayList<>();

    /** What a writer does meanwhile. */
    @FunctionalInterface
    interface Writing {
        void more() throws IOException;
    }

    TopicReader(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** How many records the broker has now. */
    long count() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** All values so far, as soon as they are enough; fails if that takes a minute. */
    List<String> until(Predicate<List<String>> isEnough) throws IOException {
        return until(isEnough, () -> {});
    }

    /** The same; asks the writer for more between two polls. */
    List<String> until(Predicate<List<String>> isEnough, Writing more) throws IOException {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!isEnough.test(values)) {
            assertThat(System.nanoTime() - deadlineNs)
                    .as("%s has %d values, which is not enough", partition, values.size())
                    .isNegative();
            more.more();
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return List.copyOf(values);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
