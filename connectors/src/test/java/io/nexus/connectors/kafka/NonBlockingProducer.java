package io.nexus.connectors.kafka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer without a broker that answers as one with {@code max.block.ms} 0: it throws for a topic that it does not
 * know, naming the cause if the broker has said that there is none. */
final class NonBlockingProducer extends MockProducer<byte[], byte[]> {
    final Set<String> known = new HashSet<>();
    final Set<String> gone = new HashSet<>();
    final List<String> asked = new ArrayList<>();

    NonBlockingProducer(String... known) {
        super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.known.addAll(List.of(known));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        asked.add(topic);
        if (!known.contains(topic)) {
            throw new TimeoutException(
                    "Topic " + topic + " not present in metadata after 0 ms.",
                    gone.contains(topic) ? new UnknownTopicOrPartitionException() : null);
        }
        return List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0]));
    }

    /** Values of what was sent to a topic. */
    List<Integer> sent(String topic) {
        return history().stream()
                .filter(record -> record.topic().equals(topic))
                .map(record -> (int) record.value()[0])
                .toList();
    }
}
