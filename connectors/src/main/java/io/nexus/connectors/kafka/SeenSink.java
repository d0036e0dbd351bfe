package io.nexus.connectors.kafka;

import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that people only read. Whatever happens to Kafka, it neither blocks nor fails the task: a record that finds no room or
 * can't be delivered within a minute is dropped, counted by topic as {@code dropped} and logged at most once a minute. A
 * checkpoint waits for nothing. Each topic has a share of the buffer, so that one that is gone takes no room from the
 * others. Has no committer. */
public final class SeenSink implements Sink<TopicRecord> {
    private static final long serialVersionUID = 1;

    /** Of all topics of a subtask: 16 MiB. */
    public static final int DEFAULT_BUFFER_BYTES = 16 << 20;

    /** A record that is not acknowledged after so long is dropped. */
    static final int DELIVERY_TIMEOUT_MS = 60_000;

    private static final int SHARES = 4;

    private final Properties client;
    private final int bufferBytes;

    /** A sink with the default buffer. Contacts nobody.
     *
     * @param client properties as Kafka names them, secrets by reference only */
    public SeenSink(Properties client) {
        this(client, DEFAULT_BUFFER_BYTES);
    }

    /** Contacts nobody.
     *
     * @param client properties as Kafka names them, secrets by reference only; times, acks and buffer are set here
     * @param bufferBytes of the producer; a topic may hold a quarter of it in records that wait or are not acknowledged */
    public SeenSink(Properties client, int bufferBytes) {
        if (bufferBytes < SHARES) {
            throw new IllegalArgumentException("bufferBytes must be at least " + SHARES + ", was " + bufferBytes);
        }
        this.bufferBytes = bufferBytes;
        this.client = new Properties();
        this.client.putAll(client);
        this.client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0");
        this.client.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(bufferBytes));
        this.client.put(ProducerConfig.LINGER_MS_CONFIG, "50");
        this.client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        this.client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(DELIVERY_TIMEOUT_MS));
        this.client.put(ProducerConfig.ACKS_CONFIG, "all");
        // sequence numbers would tie the topics' fates together; one request at a time keeps the order without them
        this.client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
        this.client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        // a topic that is gone is asked for, and complained of by the client, for no longer and no oftener than this
        this.client.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "500");
        this.client.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, "10000");
        this.client.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, "5000");
    }

    @Override
    public SinkWriter<TopicRecord> createWriter(WriterInitContext context) {
        return SeenWriter.start(
                () -> new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()),
                bufferBytes / SHARES,
                context.metricGroup());
    }
}
