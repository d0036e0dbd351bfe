package io.nexus.connectors.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the job's progress reports, {@code {"feedTimeMs": ...}}, on partition 0 of {@link Topics#PROGRESS}; the newest counts, also if
 * the job was set back. What is no report, or not signed, is logged and skipped. */
public final class KafkaProgressMonitor implements ProgressMonitor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaProgressMonitor.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ObjectMapper json = new ObjectMapper();
    private final Consumer<byte[], byte[]> consumer;
    private final SignedRecords signed;
    private final Thread thread;
    private volatile long feedTimeMs = NONE;
    private volatile @Nullable Throwable failure;

    /** Starts following from the newest report.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @param keys that the job signs its reports with */
    public KafkaProgressMonitor(Properties client, FeedKeys keys) {
        this(new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()), keys);
    }

    KafkaProgressMonitor(Consumer<byte[], byte[]> consumer, FeedKeys keys) {
        this.consumer = consumer;
        signed = new SignedRecords(keys);
        thread = new Thread(this::follow, "progress-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long feedTimeMs() {
        return feedTimeMs;
    }

    /** What ended the following before it was closed; null while it goes well. */
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        List<TopicPartition> partition = List.of(new TopicPartition(Topics.PROGRESS, 0));
        try (consumer) {
            consumer.assign(partition);
            consumer.seekToEnd(partition);
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            LOG.debug("closed");
        } catch (Throwable e) { // without progress the gateway holds back for ever, and nobody would know why
            failure = e;
            LOG.error("the progress monitor stopped", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> report) {
        try {
            signed.verify(report);
            JsonNode feedTime = json.readTree(report.value()).path("feedTimeMs");
            if (feedTime.canConvertToLong()) {
                feedTimeMs = feedTime.longValue();
                return;
            }
        } catch (IOException | RefusedException e) {
            LOG.debug("offset {}", report.offset(), e);
        }
        LOG.warn("offset {} of {} is no progress report", report.offset(), Topics.PROGRESS);
    }
}
