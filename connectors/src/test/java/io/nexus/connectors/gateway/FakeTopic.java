package io.nexus.connectors.gateway;

import io.nexus.connectors.wire.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** A market topic in memory: what was not flushed can be lost, at the end of each partition. */
final class FakeTopic implements MessageSink, TopicTail {
    final List<List<ProducerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
    private long[] flushed = new long[Partitions.COUNT];

    FakeTopic() {
        for (int i = 0; i < Partitions.COUNT; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> message) {
        partitions.get(message.partition()).add(message);
    }

    @Override
    public long[] flush() {
        flushed = partitions.stream().mapToLong(List::size).toArray();
        return flushed.clone();
    }

    @Override
    public void read(long[] fromOffsets, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        for (int i = 0; i < Partitions.COUNT; i++) {
            for (int offset = (int) fromOffsets[i]; offset < partitions.get(i).size(); offset++) {
                reader.accept(record(i, offset));
            }
        }
    }

    ConsumerRecord<byte[], byte[]> record(int partition, int offset) {
        ProducerRecord<byte[], byte[]> m = partitions.get(partition).get(offset);
        return new ConsumerRecord<>(
                m.topic(),
                partition,
                offset,
                m.timestamp(),
                TimestampType.CREATE_TIME,
                m.key().length,
                m.value().length,
                m.key(),
                m.value(),
                m.headers(),
                Optional.empty());
    }

    /** Cuts each partition at a random place behind its last flush, as a kill does. */
    void kill(Random random) {
        for (int i = 0; i < Partitions.COUNT; i++) {
            List<ProducerRecord<byte[], byte[]>> partition = partitions.get(i);
            int kept = (int) flushed[i] + random.nextInt(partition.size() - (int) flushed[i] + 1);
            partition.subList(kept, partition.size()).clear();
        }
    }

    @Override
    public void close() {}
}
