package io.nexus.connectors.history;

import io.nexus.connectors.kafka.RecordJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics of one partition each, in memory, with the offsets that their one group committed. Consumers are Kafka's own mock, fed
 * from here. Thread-safe. */
final class FakeTopics {
    private static final int BATCH = 50;

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> recordsByTopic = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, Long> beginByTopic = new HashMap<>();
    private volatile Reader newest;
    private int opened;
    private KafkaException refusal;

    /** All topics of the history, empty. */
    static FakeTopics all() {
        FakeTopics topics = new FakeTopics();
        TopicRows.TOPICS.forEach(topics::create);
        return topics;
    }

    synchronized void create(String topic) {
        recordsByTopic.put(topic, new ArrayList<>());
    }

    void send(String topic, Object record) {
        sendRaw(topic, RecordJson.write(record));
    }

    synchronized void sendRaw(String topic, byte[] value) {
        List<ConsumerRecord<byte[], byte[]>> records = recordsByTopic.get(topic);
        long offset = beginByTopic.getOrDefault(topic, 0L) + records.size();
        records.add(new ConsumerRecord<>(
                topic,
                0,
                offset,
                1_000 + offset,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    /** Deletes what a topic holds, as its retention does. */
    synchronized void deleteRecords(String topic) {
        long end =
                beginByTopic.getOrDefault(topic, 0L) + recordsByTopic.get(topic).size();
        recordsByTopic.get(topic).clear();
        beginByTopic.put(topic, end);
    }

    synchronized long committed(String topic) {
        OffsetAndMetadata offset = committed.get(new TopicPartition(topic, 0));
        return offset == null ? 0 : offset.offset();
    }

    /** Whether the group committed the ends of all topics. */
    synchronized boolean isAllCommitted() {
        return recordsByTopic.keySet().stream()
                .allMatch(topic -> committed(topic) == end(new TopicPartition(topic, 0)));
    }

    /** Forgets what the group committed. */
    synchronized void resetGroup() {
        committed.clear();
    }

    /** From now on polls fail. */
    synchronized void refuse(KafkaException failure) {
        refusal = failure;
    }

    synchronized void admit() {
        refusal = null;
    }

    synchronized int opened() {
        return opened;
    }

    /** Whether the consumer that was opened last is closed. */
    boolean isClosed() {
        return newest.closed();
    }

    synchronized Consumer<byte[], byte[]> open() {
        opened++;
        newest = new Reader();
        return newest;
    }

    private synchronized List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, long from) {
        List<ConsumerRecord<byte[], byte[]>> records = recordsByTopic.get(partition.topic());
        long begin = beginByTopic.getOrDefault(partition.topic(), 0L);
        int size = records.size();
        int first = (int) Math.min(size, Math.max(0, from - begin));
        return List.copyOf(records.subList(first, size));
    }

    private synchronized long end(TopicPartition partition) {
        return beginByTopic.getOrDefault(partition.topic(), 0L)
                + recordsByTopic.get(partition.topic()).size();
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> offsetsOfGroup() {
        return Map.copyOf(committed);
    }

    private synchronized void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        committed.putAll(offsets);
    }

    private synchronized boolean exists(String topic) {
        return recordsByTopic.containsKey(topic);
    }

    private synchronized KafkaException refusal() {
        return refusal;
    }

    /** Kafka's mock, which sees each record once it is asked for it. */
    private final class Reader extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, Long> fed = new HashMap<>();

        Reader() {
            super("earliest");
            setMaxPollRecords(BATCH);
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            return exists(topic) ? List.of(new PartitionInfo(topic, 0, null, null, null)) : List.of();
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            partitions.forEach(partition -> updateBeginningOffsets(Map.of(partition, 0L)));
            Map<TopicPartition, OffsetAndMetadata> mine = new HashMap<>(offsetsOfGroup());
            mine.keySet().retainAll(partitions);
            super.commitSync(mine);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            throwRefusal();
            Map<TopicPartition, Long> ends = new HashMap<>();
            partitions.forEach(partition -> ends.put(partition, end(partition)));
            return ends;
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            throwRefusal();
            for (TopicPartition partition : assignment()) {
                long position = position(partition);
                for (var record : records(partition, fed.getOrDefault(partition, position))) {
                    addRecord(record);
                    fed.put(partition, record.offset() + 1);
                }
                updateEndOffsets(Map.of(partition, end(partition)));
            }
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (records.isEmpty()) {
                rest();
            }
            return records;
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            super.commitSync(offsets, timeout);
            commit(offsets);
        }

        private void throwRefusal() {
            KafkaException failure = refusal();
            if (failure != null) {
                throw failure;
            }
        }

        private void rest() {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
