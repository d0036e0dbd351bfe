package io.nexus.connectors.kafka;

import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the control topic says now; only signed records count. */
public final class ControlLog {
    private ControlLog() {}

    /** Id of the run whose START is the newest.
     *
     * @param client properties of a Kafka client
     * @return null if there is none
     * @throws IOException if Kafka does not answer */
    public static @Nullable String newestRun(Properties client, FeedKeys keys) throws IOException {
        AtomicReference<@Nullable String> newest = new AtomicReference<>();
        read(client, keys, record -> {
            ControlMessage message = record.message();
            if (message != null && message.kind() == ControlKind.START) {
                newest.set(message.runId());
            }
        });
        return newest.get();
    }

    /** When the newest message was signed, wall clock; 0 if there is none.
     *
     * @param client properties of a Kafka client
     * @throws IOException if Kafka does not answer */
    public static long newestSentAtWallMs(Properties client, FeedKeys keys) throws IOException {
        AtomicLong newestMs = new AtomicLong();
        read(client, keys, record -> newestMs.accumulateAndGet(record.sentAtWallMs(), Math::max));
        return newestMs.get();
    }

    private static void read(Properties client, FeedKeys keys, Consumer<ControlRecord> reader) throws IOException {
        SignedRecords signed = new SignedRecords(keys);
        try (TopicReader topic = new TopicReader(client)) {
            topic.read(Topics.CONTROL, record -> reader.accept(signed.control(record)));
        }
    }
}
