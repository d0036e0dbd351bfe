package io.nexus.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is in a topic now, up to the end that it had when the reading began. Not thread-safe. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** A broker that gives nothing for so long while there is something is gone. */
    private static final long LIMIT_MS = 30_000;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Connects on first use.
     *
     * @param client bootstrap servers and, where needed, security settings */
    public TopicReader(Properties client) {
        Properties settings = new Properties();
        settings.put("default.api.timeout.ms", Long.toString(LIMIT_MS));
        settings.putAll(client);
        // What is read is there already. A fetch for more, which the client sends ahead, would hold up the next
        // question.
        settings.put("fetch.max.wait.ms", "10");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every record of a partition from an offset on, in order; what retention removed is left out.
     *
     * @return offset behind the last one
     * @throws IOException if the broker does not answer, or stops giving records */
    public long read(TopicPartition partition, long fromOffset, Consumer<ConsumerRecord<byte[], byte[]>> reader)
            throws IOException {
        List<TopicPartition> one = List.of(partition);
        try {
            consumer.assign(one);
            long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
            if (Math.max(fromOffset, begin) >= end) {
                return end;
            }
            consumer.seek(partition, Math.max(fromOffset, begin));
            readTo(end, partition, reader);
            return end;
        } catch (KafkaException e) {
            throw new IOException(partition + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Every record of partition 0, in order.
     *
     * @return offset behind the last one
     * @throws IOException if the broker does not answer, or stops giving records */
    public long read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) throws IOException {
        return read(new TopicPartition(topic, 0), 0, reader);
    }

    /** Feeds the newest record of a partition to a reader; nothing if there is none.
     *
     * @throws IOException if the broker does not answer */
    public void readLast(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> reader) throws IOException {
        try {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            read(partition, end - 1, reader);
        } catch (KafkaException e) {
            throw new IOException(partition + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Offset of the oldest record of a partition.
     *
     * @throws IOException if the broker does not answer */
    public long begin(TopicPartition partition) throws IOException {
        try {
            return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw new IOException(partition + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Offset behind the newest record of a partition.
     *
     * @throws IOException if the broker does not answer */
    public long end(TopicPartition partition) throws IOException {
        try {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw new IOException(partition + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void readTo(long end, TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> reader)
            throws IOException {
        long position = consumer.position(partition);
        long movedAtMs = System.currentTimeMillis();
        while (position < end) {
            consumer.poll(POLL).records(partition).forEach(record -> {
                if (record.offset() < end) {
                    reader.accept(record);
                }
            });
            long now = System.currentTimeMillis();
            long next = consumer.position(partition);
            movedAtMs = next > position ? now : movedAtMs;
            position = next;
            if (now - movedAtMs > LIMIT_MS) {
                throw new IOException(partition + " gives no records behind offset " + position + " of " + end + " for "
                        + LIMIT_MS / 1_000 + " s");
            }
        }
    }
}
