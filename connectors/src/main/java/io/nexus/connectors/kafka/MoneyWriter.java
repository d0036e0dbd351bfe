package io.nexus.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes for {@link MoneySink}. Used by the task's thread; the producer's thread reports to it. */
final class MoneyWriter implements SinkWriter<TopicRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(MoneyWriter.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final RecordSigner signer;
    private final MailboxExecutor mailbox;
    private final SinkWriterMetricGroup metrics;
    private final Counter errors;
    private final Map<String, Counter> sentByTopic = new HashMap<>();
    private final AtomicLong unacknowledged = new AtomicLong();
    private volatile @Nullable IOException failure;

    MoneyWriter(
            Producer<byte[], byte[]> producer,
            RecordSigner signer,
            MailboxExecutor mailbox,
            SinkWriterMetricGroup metrics) {
        this.producer = producer;
        this.signer = signer;
        this.mailbox = mailbox;
        this.metrics = metrics;
        this.errors = metrics.counter("sendErrors", new ThreadSafeSimpleCounter());
        metrics.gauge("unacknowledged", unacknowledged::get);
    }

    /** Hands a record to the producer; waits only while its buffer is full or the topic's metadata is missing.
     *
     * @throws IOException if an earlier record could not be delivered */
    @Override
    public void write(TopicRecord record, Context context) throws IOException {
        requireDelivered();
        unacknowledged.incrementAndGet();
        Future<RecordMetadata> unused =
                producer.send(signer.signed(record), (sent, error) -> completed(record.topic(), error));
        sentByTopic
                .computeIfAbsent(record.topic(), topic -> metrics.addGroup("topic", topic)
                        .counter("sent"))
                .inc();
        metrics.getNumRecordsSendCounter().inc();
        metrics.getNumBytesSendCounter().inc(record.sizeBytes());
    }

    /** Waits until every record is acknowledged.
     *
     * @throws IOException if one could not be delivered */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        producer.flush();
        requireDelivered();
        if (unacknowledged.get() != 0) {
            throw new IOException(unacknowledged.get() + " records are not acknowledged after a flush");
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private void completed(String topic, @Nullable Exception error) {
        unacknowledged.decrementAndGet();
        if (error == null) {
            return;
        }
        errors.inc();
        if (failure != null) {
            return;
        }
        failure = new IOException("a record for topic " + topic + " was not delivered: " + error.getMessage(), error);
        try {
            mailbox.execute(this::requireDelivered, "a record was not delivered");
        } catch (RejectedExecutionException e) {
            LOG.debug("the task has ended before the failure of topic {} reached it", topic, e);
        }
    }

    private void requireDelivered() throws IOException {
        IOException known = failure;
        if (known != null) {
            throw new IOException(known.getMessage(), known.getCause());
        }
    }
}
