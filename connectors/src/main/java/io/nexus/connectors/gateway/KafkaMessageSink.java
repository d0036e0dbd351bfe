package io.nexus.connectors.gateway;

import io.nexus.connectors.wire.Partitions;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends to Kafka through an idempotent producer: no loss, no doubles, order kept in each partition. */
public final class KafkaMessageSink implements MessageSink {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final AtomicLongArray ends = new AtomicLongArray(Partitions.COUNT);
    private volatile @Nullable Exception failure;

    /** Connects on first use.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @param speed at 1x and below messages leave at once; above, they wait for {@link #flush}, up to 20 ms */
    public KafkaMessageSink(Properties client, Speed speed) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, speed.isPacedByProgress() ? "20" : "0");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, speed.isPacedByProgress() ? "262144" : "32768");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "1048576");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> message) {
        requireDelivered();
        Future<RecordMetadata> unused = producer.send(message, (sent, error) -> {
            if (error != null) {
                failure = error;
            } else {
                ends.set(sent.partition(), sent.offset() + 1);
            }
        });
    }

    @Override
    public long[] flush() {
        producer.flush();
        requireDelivered();
        long[] offsets = new long[Partitions.COUNT];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = ends.get(i);
        }
        return offsets;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private void requireDelivered() {
        Exception error = failure;
        if (error != null) {
            throw new IllegalStateException("a market message could not be delivered", error);
        }
    }
}
