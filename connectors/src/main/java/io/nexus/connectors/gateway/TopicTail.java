package io.nexus.connectors.gateway;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is in the market topic already. */
@FunctionalInterface
public interface TopicTail {
    /** Hands over every record from an offset of each partition up to its present end, partition by partition in order; what
     * retention removed is left out. */
    void read(long[] fromOffsets, Consumer<ConsumerRecord<byte[], byte[]>> reader);
}
