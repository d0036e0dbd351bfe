package io.nexus.connectors.kafka;

import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the control topic as it is now. */
public final class ControlLog {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CONTROL, 0);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(500);

    private ControlLog() {}

    /** Id of the run whose START is the newest.
     *
     * @param client properties of a Kafka client
     * @return null if there is none
     * @throws IOException if Kafka does not answer */
    public static @Nullable String newestRun(Properties client) throws IOException {
        String newest = null;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION), LIMIT).getOrDefault(PARTITION, 0L);
            consumer.seekToBeginning(List.of(PARTITION));
            while (consumer.position(PARTITION, LIMIT) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String run = run(record);
                    newest = run == null ? newest : run;
                }
            }
            return newest;
        } catch (KafkaException e) {
            throw new IOException("the control topic can't be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable String run(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            ControlMessage message = RecordJson.read(record.value(), ControlMessage.class);
            return message.kind() == ControlKind.START ? message.runId() : null;
        } catch (IOException e) { // whoever reads control for its meaning counts it
            return null;
        }
    }
}
