package io.nexus.connectors.gateway;

import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the market topic's tail from Kafka. The topic must exist with all its partitions. */
public final class KafkaTopicTail implements TopicTail {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Properties client;

    /** Names the cluster.
     *
     * @param client bootstrap servers and, where needed, security settings */
    public KafkaTopicTail(Properties client) {
        this.client = client;
    }

    @Override
    public void read(long[] fromOffsets, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (int partition = 0; partition < Partitions.COUNT; partition++) {
                TopicPartition topicPartition = new TopicPartition(Topics.MARKET, partition);
                read(consumer, topicPartition, fromOffsets[partition], reader);
            }
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long fromOffset,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(one);
        Map<TopicPartition, Long> ends = consumer.endOffsets(one);
        long end = ends.getOrDefault(partition, 0L);
        long begin = Math.max(fromOffset, begins.getOrDefault(partition, 0L));
        if (begin >= end) {
            return;
        }
        consumer.seek(partition, begin);
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).records(partition).forEach(message -> {
                if (message.offset() < end) {
                    reader.accept(message);
                }
            });
        }
    }
}
