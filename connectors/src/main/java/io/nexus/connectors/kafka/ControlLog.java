package io.nexus.connectors.kafka;

import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the control topic says now. */
public final class ControlLog {
    private ControlLog() {}

    /** Id of the run whose START is the newest.
     *
     * @param client properties of a Kafka client
     * @return null if there is none
     * @throws IOException if Kafka does not answer */
    public static @Nullable String newestRun(Properties client) throws IOException {
        AtomicReference<@Nullable String> newest = new AtomicReference<>();
        try (TopicReader topic = new TopicReader(client)) {
            topic.read(Topics.CONTROL, record -> {
                String run = run(record);
                if (run != null) {
                    newest.set(run);
                }
            });
        }
        return newest.get();
    }

    private static @Nullable String run(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null; // a tombstone of compaction
        }
        try {
            ControlMessage message = RecordJson.read(record.value(), ControlMessage.class);
            return message.kind() == ControlKind.START ? message.runId() : null;
        } catch (IOException e) { // whoever reads control for its meaning counts it
            return null;
        }
    }
}
