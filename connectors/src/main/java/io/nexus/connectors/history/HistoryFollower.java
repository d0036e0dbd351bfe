package io.nexus.connectors.history;

import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the trade history: follows the topics of orders, outcomes, decisions, marks and stop moves on a thread of its own
 * until it is closed. Each poll is one transaction, then its offsets are committed to Kafka: at least once, and rows merge, so
 * that a repetition changes nothing. A database or a Kafka that is away, hangs or refuses is tried again for ever. A record
 * that can't be read or stored is counted and logged and costs itself only. */
public final class HistoryFollower implements AutoCloseable {
    /** Consumer group whose offsets say how far the history has come. */
    public static final String GROUP = "nexus-history";

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFollower.class);
    private static final long GRACE_MS = 1_000;
    private static final long END_LIMIT_MS = 20_000;
    private static final int FETCH_BYTES = 1 << 16;

    private final HistoryWriter writer;
    private final TopicRows topicRows;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final HistoryCounters counters = new HistoryCounters();
    private final Outage database;
    private final Outage kafka = new Outage("Kafka", LOG::warn);
    private final Outage commits = new Outage("committing offsets of the group " + GROUP, LOG::warn);
    private final Outage topics = new Outage("trade history", LOG::warn);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable HistoryTopics reader;
    private volatile OptionalLong lag = OptionalLong.empty();
    private volatile long waitingSinceMs;
    private volatile @Nullable Throwable failure;

    /** Starts following.
     *
     * @param instruments those that are traded: their ticks and lots become prices and quantities
     * @param kafkaClient bootstrap servers and, where needed, security settings
     * @param keys that orders and outcomes are signed with */
    public static HistoryFollower start(
            HistoryConfig config, InstrumentCatalog instruments, Properties kafkaClient, FeedKeys keys) {
        Properties properties = consumerProperties(config, kafkaClient);
        SignedRecords signed = new SignedRecords(keys);
        return start(
                config,
                instruments,
                signed::verify,
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    static HistoryFollower start(
            HistoryConfig config,
            InstrumentCatalog instruments,
            TopicRows.Belief belief,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        HistoryFollower follower = new HistoryFollower(config, instruments, belief, consumers);
        follower.thread.start();
        return follower;
    }

    private HistoryFollower(
            HistoryConfig config,
            InstrumentCatalog instruments,
            TopicRows.Belief belief,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
        writer = new HistoryWriter(config);
        topicRows = new TopicRows(instruments, belief);
        database = new Outage("writing to " + config.shownUrl(), LOG::warn);
        thread = new Thread(this::run, "trade-history");
        thread.setDaemon(true);
    }

    /** Makes the next follower read its topics from their beginning, for a database that begins anew. No follower may run.
     *
     * @param kafkaClient bootstrap servers and, where needed, security settings
     * @throws IOException if Kafka refuses or does not answer */
    public static void rewind(Properties kafkaClient) throws IOException {
        try (TopicAdmin admin = TopicAdmin.open(kafkaClient)) {
            admin.forgetGroup(GROUP);
        }
    }

    /** What ended the following before it was closed; null while it goes on. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** How far it has come. */
    public HistoryProgress progress() {
        long sinceMs = waitingSinceMs;
        return new HistoryProgress(
                counters.rowsByTable(),
                counters.unreadable(),
                counters.refused(),
                counters.missed(),
                counters.retries(),
                lag,
                sinceMs == 0 ? 0 : Math.max(0, wallMs() - sinceMs));
    }

    /** Ends following; what was read and not written is read again next time. A statement that hangs is broken off. */
    @Override
    public void close() {
        closing.countDown();
        HistoryTopics open = reader;
        if (open != null) {
            open.wakeUp();
        }
        try {
            thread.join(GRACE_MS);
            writer.abort();
            thread.join(END_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the trade history does not end: its database or Kafka does not answer");
        }
    }

    private void run() {
        try {
            while (!isClosing()) {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // nobody else would know
            failure = e;
            LOG.error("the trade history stopped", e);
        } finally {
            writer.close();
        }
    }

    /** Follows until it is closed or Kafka fails. */
    private void follow() throws InterruptedException {
        try (HistoryTopics open = new HistoryTopics(consumers.get(), TopicRows.TOPICS, topics, counters)) {
            reader = open;
            while (!isClosing()) {
                ConsumerRecords<byte[], byte[]> records = open.poll(wallMs());
                kafka.worked(wallMs());
                measured(open.lag());
                if (!records.isEmpty() && !write(open, records)) {
                    return;
                }
                commit(open);
                measured(open.lag());
            }
        } catch (RuntimeException e) { // Kafka's own, and what its client does not expect itself
            if (!isClosing()) {
                counters.retried();
                lag = OptionalLong.empty();
                LOG.debug("Kafka failed", e);
                pause(kafka.failed(wallMs(), e));
            }
        }
    }

    /** Writes records, however often it takes.
     *
     * @return false if this is closed and they are not written */
    private boolean write(HistoryTopics open, ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<HistoryRow<?>> rows = rows(records);
        while (true) {
            try {
                if (!rows.isEmpty()) {
                    counters.written(rows, writer.write(rows));
                    database.worked(wallMs());
                }
                open.written(records);
                return true;
            } catch (SQLException | RuntimeException | AssertionError e) {
                // The last two are faults of a driver and may pass as well: PostgreSQL's asserts that no server dies in
                // a batch.
                if (isClosing()) {
                    return false;
                }
                counters.retried();
                long delayMs = database.failed(wallMs(), e);
                LOG.debug("not written", e);
                lag = open.lagOfWaiting();
                if (pause(delayMs)) {
                    return false;
                }
            }
        }
    }

    private List<HistoryRow<?>> rows(ConsumerRecords<byte[], byte[]> records) {
        List<HistoryRow<?>> rows = new ArrayList<>();
        long oldestMs = Long.MAX_VALUE;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            oldestMs = Math.min(oldestMs, record.timestamp());
            try {
                rows.addAll(topicRows.of(record));
            } catch (IOException | RuntimeException e) { // a record may lack any part that its type has
                counters.unreadable(record, e);
            }
        }
        waitingSinceMs = oldestMs;
        return rows;
    }

    private void commit(HistoryTopics open) {
        try {
            open.commit(wallMs());
            commits.worked(wallMs());
        } catch (KafkaException e) {
            if (!isClosing()) {
                counters.retried();
                commits.failed(wallMs(), e);
            }
        }
    }

    private void measured(OptionalLong measured) {
        lag = measured;
        if (measured.orElse(0) == 0) {
            waitingSinceMs = 0;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits.
     *
     * @return whether it was closed */
    private boolean pause(long ms) throws InterruptedException {
        return closing.await(ms, TimeUnit.MILLISECONDS);
    }

    private static long wallMs() {
        return System.currentTimeMillis();
    }

    private static Properties consumerProperties(HistoryConfig config, Properties kafkaClient) {
        Properties properties = new Properties();
        properties.putAll(kafkaClient);
        properties.put("group.id", GROUP);
        properties.put("client.id", GROUP);
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", false);
        properties.put("max.poll.records", config.batchSize());
        properties.put("fetch.min.bytes", FETCH_BYTES);
        properties.put("fetch.max.wait.ms", (int) config.batchIntervalMs());
        return properties;
    }
}
