package io.nexus.connectors.gateway;

import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.Partitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the market topic's tail from Kafka. The topic must exist with all its partitions. */
public final class KafkaTopicTail implements TopicTail {
    private final Properties client;

    /** Names the cluster.
     *
     * @param client bootstrap servers and, where needed, security settings */
    public KafkaTopicTail(Properties client) {
        this.client = client;
    }

    @Override
    public void read(long[] fromOffsets, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (TopicReader topic = new TopicReader(client)) {
            for (int partition = 0; partition < Partitions.COUNT; partition++) {
                topic.read(new TopicPartition(Topics.MARKET, partition), fromOffsets[partition], reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
