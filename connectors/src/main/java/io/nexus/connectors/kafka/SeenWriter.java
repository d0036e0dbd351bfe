package io.nexus.connectors.kafka;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes for {@link SeenSink}. The task's thread only puts records into bounded queues, one a topic; all that has to do with Kafka
 * happens in a thread of the writer's own, see {@link SeenSender}. */
final class SeenWriter implements SinkWriter<TopicRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(SeenWriter.class);

    private final ConcurrentMap<String, SeenTopic> topics = new ConcurrentHashMap<>();
    private final long mostBytesPerTopic;
    private final SinkWriterMetricGroup metrics;
    private final LongSupplier nowNs;
    private final SeenSender sender;

    SeenWriter(
            Supplier<Producer<byte[], byte[]>> producers,
            long mostBytesPerTopic,
            SinkWriterMetricGroup metrics,
            LongSupplier nowNs) {
        this.mostBytesPerTopic = mostBytesPerTopic;
        this.metrics = metrics;
        this.nowNs = nowNs;
        this.sender = new SeenSender(producers, topics.values(), nowNs);
    }

    /** A writer whose sender runs.
     *
     * @param producers makes a producer that never blocks; tried again until it succeeds */
    static SeenWriter start(
            Supplier<Producer<byte[], byte[]>> producers, long mostBytesPerTopic, SinkWriterMetricGroup metrics) {
        SeenWriter writer = new SeenWriter(producers, mostBytesPerTopic, metrics, System::nanoTime);
        writer.sender.start();
        return writer;
    }

    SeenSender sender() {
        return sender;
    }

    /** Puts a record into its topic's queue, or drops it. Never waits, never fails. */
    @Override
    public void write(TopicRecord record, Context context) {
        SeenTopic topic = topics.computeIfAbsent(record.topic(), this::topic);
        if (topic.offer(record)) {
            metrics.getNumRecordsSendCounter().inc();
            metrics.getNumBytesSendCounter().inc(record.sizeBytes());
        }
    }

    /** Waits for nothing: a checkpoint does not depend on these records. */
    @Override
    public void flush(boolean endOfInput) {
        // see above
    }

    /** Gives the sender a second at most to send what waits. What is left is dropped and counted. */
    @Override
    public void close() {
        sender.close();
    }

    private SeenTopic topic(String name) {
        return new SeenTopic(name, mostBytesPerTopic, metrics, nowNs, LOG::warn);
    }
}
