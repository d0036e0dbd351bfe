package io.nexus.cli.process;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.control.ControlMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the snapshots of one account that Layer 6 writes to the control topic, one a second. Not thread-safe. */
final class AccountFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String account;
    private @Nullable AccountSnapshot newest;

    /** Follows from an offset of the control topic on. */
    AccountFollower(Properties client, String account, long fromOffset) {
        this(
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                account,
                fromOffset);
    }

    AccountFollower(Consumer<byte[], byte[]> consumer, String account, long fromOffset) {
        this.consumer = consumer;
        this.account = account;
        TopicPartition control = new TopicPartition(Topics.CONTROL, 0);
        consumer.assign(List.of(control));
        consumer.seek(control, fromOffset);
    }

    /** The first snapshot that knows of a trading state.
     *
     * @param version of the trading state's message
     * @param limitMs wall time at which the wait is over; what has arrived by then still counts
     * @throws IllegalStateException then, with what was seen last and the likely causes */
    AccountSnapshot await(long version, long limitMs) {
        boolean isLast;
        do {
            isLast = System.currentTimeMillis() >= limitMs;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            if (newest != null && newest.tradingVersion() >= version) {
                return newest;
            }
        } while (!isLast);
        throw new IllegalStateException("Layer 6 has not taken control message " + version + " of " + account
                + ", which stays on the topic and counts when it is read; " + seen());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private String seen() {
        if (newest == null) {
            return "it reported nothing; is a job running on this Kafka, and does its feed go on (nexus gateway)?";
        }
        return "it last reported " + newest.tradingState() + " by control message " + newest.tradingVersion()
                + " at feed time " + Instant.ofEpochMilli(newest.feedTimeMs())
                + "; is the job behind, or does it read another control topic?";
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return; // a tombstone of compaction
        }
        try {
            AccountSnapshot snapshot =
                    RecordJson.read(record.value(), ControlMessage.class).account();
            if (snapshot != null && snapshot.account().equals(account)) {
                newest = snapshot;
            }
        } catch (IOException e) {
            LOG.warn("unreadable control message {}: {}", record.offset(), e.getMessage());
        }
    }
}
