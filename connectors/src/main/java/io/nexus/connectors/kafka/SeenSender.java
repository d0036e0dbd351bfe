package io.nexus.connectors.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread behind a {@link SeenWriter}: makes the producer, finds out about topics and hands the producer what waits, every 20 ms.
 * The producer never blocks, so a topic that is not there holds nobody up: its records wait, for as long as a delivery may
 * take, and are dropped. */
final class SeenSender {
    private static final Logger LOG = LoggerFactory.getLogger(SeenSender.class);
    private static final long DELIVERY_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(SeenSink.DELIVERY_TIMEOUT_MS);
    private static final long CYCLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MAKE_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long ASK_AWAY_BROKER_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long ASK_FOR_GONE_TOPIC_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long LOG_INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long CLOSE_MS = 1_000;
    private static final long CLOSE_SEND_NS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final Duration CLOSE_PRODUCER = Duration.ofMillis(400);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Collection<SeenTopic> topics;
    private final LongSupplier nowNs;
    private final Map<SeenTopic, Asking> askingByTopic = new HashMap<>();
    private final Thread thread = new Thread(this::run, "seen-sender");
    private @Nullable Producer<byte[], byte[]> producer;
    private long logDueNs;
    private volatile boolean isClosing;

    /** When an unknown topic is asked for again. */
    private record Asking(long nextNs, long waitNs, String reason) {}

    /** @param topics as they come up; read in every cycle
     *  @param nowNs a monotonic clock */
    SeenSender(Supplier<Producer<byte[], byte[]>> producers, Collection<SeenTopic> topics, LongSupplier nowNs) {
        this.producers = producers;
        this.topics = topics;
        this.nowNs = nowNs;
        this.logDueNs = nowNs.getAsLong();
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns within a second. */
    void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing) {
                boolean isReady = cycle();
                LockSupport.parkNanos(isReady ? CYCLE_NS : MAKE_AGAIN_NS);
            }
            long untilNs = nowNs.getAsLong() + CLOSE_SEND_NS;
            while (cycle() && topics.stream().anyMatch(SeenTopic::isWaiting) && nowNs.getAsLong() - untilNs < 0) {
                LockSupport.parkNanos(CYCLE_NS);
            }
        } finally {
            if (producer != null) {
                producer.close(CLOSE_PRODUCER);
            }
            topics.forEach(topic -> topic.dropWaiting("the writer is closed"));
        }
    }

    /** Sends what can be sent now.
     *
     * @return whether there is a producer */
    boolean cycle() {
        try {
            Producer<byte[], byte[]> ready = producer();
            for (SeenTopic topic : topics) {
                if (topic.isWaiting() && isKnown(topic, ready)) {
                    sendWaiting(topic, ready);
                }
            }
            return true;
        } catch (RuntimeException | Error e) { // whatever it is, the task goes on and later records get their chance
            String reason = "nothing can be sent: " + e;
            topics.forEach(topic -> topic.expire(DELIVERY_TIMEOUT_NS, reason));
            warn(e);
            return false;
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer;
        if (made == null) {
            made = producers.get();
            producer = made;
        }
        return made;
    }

    /** Whether the producer knows the topic's partitions; if not, it is asked to find out. */
    private boolean isKnown(SeenTopic topic, Producer<byte[], byte[]> ready) {
        long now = nowNs.getAsLong();
        Asking before = askingByTopic.get(topic);
        if (before == null || now - before.nextNs >= 0) {
            Asking again = ask(topic, ready, before == null ? CYCLE_NS : 2 * before.waitNs);
            if (again == null) {
                askingByTopic.remove(topic);
                return true;
            }
            askingByTopic.put(topic, again);
            before = again;
        }
        topic.expire(DELIVERY_TIMEOUT_NS, before.reason);
        return false;
    }

    /** Null if the topic is known, else when to ask again. */
    private @Nullable Asking ask(SeenTopic topic, Producer<byte[], byte[]> ready, long waitNs) {
        long mostNs = ASK_AWAY_BROKER_NS;
        String reason = "it has no partitions";
        try {
            if (!ready.partitionsFor(topic.name()).isEmpty()) {
                return null;
            }
        } catch (KafkaException e) {
            mostNs = e.getCause() instanceof UnknownTopicOrPartitionException ? ASK_FOR_GONE_TOPIC_NS : mostNs;
            reason = "the topic is not known: " + e.getMessage();
        }
        long nextNs = Math.min(waitNs, mostNs);
        return new Asking(nowNs.getAsLong() + nextNs, nextNs, reason);
    }

    private static void sendWaiting(SeenTopic topic, Producer<byte[], byte[]> ready) {
        for (TopicRecord record = topic.next(); record != null; record = topic.next()) {
            send(record, topic, ready);
        }
    }

    private static void send(TopicRecord record, SeenTopic topic, Producer<byte[], byte[]> ready) {
        try {
            Future<RecordMetadata> unused = ready.send(record.producerRecord(), (sent, error) -> {
                if (error == null) {
                    topic.acknowledge(record);
                } else {
                    topic.release(record, String.valueOf(error.getMessage()));
                }
            });
        } catch (RuntimeException e) { // then nobody calls back
            topic.release(record, String.valueOf(e.getMessage()));
        }
    }

    private void warn(Throwable error) {
        long now = nowNs.getAsLong();
        if (now - logDueNs >= 0) {
            logDueNs = now + LOG_INTERVAL_NS;
            LOG.warn("nothing can be sent; tried again every {} ms", MAKE_AGAIN_NS / 1_000_000, error);
        }
    }
}
