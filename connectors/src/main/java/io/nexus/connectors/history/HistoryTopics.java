package io.nexus.connectors.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads topics from where the group has come. It assigns all partitions to itself: there is no membership that a database
 * which hangs could cost. The group's offsets are what is written. Used by one thread; only {@link #wakeUp} is for others. */
final class HistoryTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryTopics.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(2);
    /** How often Kafka is asked whether it is there, and for new topics and partitions. */
    private static final long LOOK_EVERY_MS = 10_000;

    private static final long LOOK_FOR_MISSING_EVERY_MS = 2_000;
    /** Kafka forgets the offset of a partition that is quiet for long (default: 7 days) unless it is committed again. */
    private static final long COMMIT_ALL_EVERY_MS = 600_000;

    private final Consumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final Outage absence;
    private final HistoryCounters counters;
    /** After what is written. */
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    /** After what is read. */
    private final Map<TopicPartition, Long> readOffsets = new HashMap<>();

    private final Map<TopicPartition, Long> endOffsets = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
    private boolean isAnyMissing = true;
    private long lookAgainMs = Long.MIN_VALUE;
    private long commitAllMs = Long.MIN_VALUE;

    /** A reader that closes its consumer.
     *
     * @param absence notes topics that do not exist */
    HistoryTopics(Consumer<byte[], byte[]> consumer, List<String> topics, Outage absence, HistoryCounters counters) {
        this.consumer = consumer;
        this.topics = topics;
        this.absence = absence;
        this.counters = counters;
    }

    /** Records, oldest first in each partition; empty if none came for a while.
     *
     * @throws KafkaException if Kafka is away or refuses
     * @throws WakeupException if it was woken up */
    ConsumerRecords<byte[], byte[]> poll(long nowMs) {
        if (nowMs >= lookAgainMs) {
            look(nowMs);
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<byte[], byte[]> first = records.records(partition).get(0);
            Long expected = readOffsets.get(partition);
            if (expected != null && first.offset() > expected) {
                counters.missed(first, expected);
            }
        }
        records.nextOffsets().forEach((partition, next) -> readOffsets.put(partition, next.offset()));
        return records;
    }

    /** Notes records as written. */
    void written(ConsumerRecords<byte[], byte[]> records) {
        uncommitted.putAll(records.nextOffsets());
        records.nextOffsets().forEach((partition, next) -> nextOffsets.put(partition, next.offset()));
    }

    /** Commits what is written.
     *
     * @throws KafkaException if that failed; it is tried again with the next records */
    void commit(long nowMs) {
        if (nowMs >= commitAllMs) {
            nextOffsets.forEach((partition, next) -> uncommitted.putIfAbsent(partition, new OffsetAndMetadata(next)));
            commitAllMs = nowMs + COMMIT_ALL_EVERY_MS;
        }
        if (!uncommitted.isEmpty()) {
            consumer.commitSync(uncommitted, ANSWER);
            uncommitted.clear();
        }
    }

    /** Records that are not written, as of the last poll; empty while it is not known of all topics. */
    OptionalLong lag() {
        readOffsets.forEach((partition, read) -> consumer.currentLag(partition)
                .ifPresent(unread -> endOffsets.merge(partition, read + unread, Math::max)));
        return lagToEnds();
    }

    /** The same while records wait to be written: asks Kafka, and keeps what was known if it does not answer. */
    OptionalLong lagOfWaiting() {
        try {
            endOffsets.putAll(consumer.endOffsets(nextOffsets.keySet(), END));
        } catch (KafkaException e) {
            LOG.debug("the topics' ends are not known", e);
        }
        return lagToEnds();
    }

    /** Ends a wait for Kafka, from another thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            commitWritten();
        } catch (KafkaException e) {
            LOG.debug("what is not committed is read again", e);
        } finally {
            consumer.close(CloseOptions.timeout(END));
        }
    }

    private void commitWritten() {
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(uncommitted, END);
        } catch (WakeupException e) { // meant for an earlier wait
            consumer.commitSync(uncommitted, END);
        }
    }

    private OptionalLong lagToEnds() {
        if (isAnyMissing || !endOffsets.keySet().containsAll(nextOffsets.keySet())) {
            return OptionalLong.empty();
        }
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> next : nextOffsets.entrySet()) {
            lag += Math.max(0, endOffsets.getOrDefault(next.getKey(), 0L) - next.getValue());
        }
        return OptionalLong.of(lag);
    }

    private void look(long nowMs) {
        List<String> missing = new ArrayList<>();
        Set<TopicPartition> found = new HashSet<>();
        for (String topic : topics) {
            @Nullable List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWER);
            if (partitions == null || partitions.isEmpty()) {
                missing.add(topic);
            } else {
                partitions.forEach(partition -> found.add(new TopicPartition(topic, partition.partition())));
            }
        }
        if (found.isEmpty()) {
            throw noTopics(missing);
        }
        if (!found.equals(consumer.assignment())) {
            assign(found);
        }
        endOffsets.putAll(
                consumer.endOffsets(found, ANSWER)); // fails where Kafka is away; a poll would wait in silence
        isAnyMissing = !missing.isEmpty();
        lookAgainMs = nowMs + (isAnyMissing ? LOOK_FOR_MISSING_EVERY_MS : LOOK_EVERY_MS);
        if (isAnyMissing) {
            absence.failed(nowMs, noTopics(missing));
        } else {
            absence.worked(nowMs);
        }
    }

    private void assign(Set<TopicPartition> partitions) {
        consumer.assign(partitions);
        List.of(nextOffsets, readOffsets, endOffsets, uncommitted)
                .forEach(offsets -> offsets.keySet().retainAll(partitions));
        for (TopicPartition partition : partitions) {
            long position = consumer.position(partition, ANSWER);
            nextOffsets.putIfAbsent(partition, position);
            readOffsets.putIfAbsent(partition, position);
        }
        commitAllMs = Long.MIN_VALUE;
    }

    private static KafkaException noTopics(List<String> missing) {
        return new UnknownTopicOrPartitionException(
                "there is no topic " + String.join(", ", missing) + "; run nexus init");
    }
}
