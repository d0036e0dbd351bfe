package io.nexus.cli.process;

import io.nexus.cli.report.ControlRefusals;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.TradingStateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Follows what the control topic says of one account: the snapshots that Layer 6 writes, one a second, and later trading states. Only
 * signed records count. Not thread-safe. */
final class AccountFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final SignedRecords signed;
    private final String account;
    private final ControlRefusals refusals = new ControlRefusals();
    /** Ids of the message that is waited for and of those after it. */
    private final Set<String> ids = new HashSet<>();

    private @Nullable AccountSnapshot newest;
    private int refused;

    /** Follows from an offset of the control topic on. */
    AccountFollower(Properties client, FeedKeys keys, String account, long fromOffset) {
        this(
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                keys,
                account,
                fromOffset);
    }

    AccountFollower(Consumer<byte[], byte[]> consumer, FeedKeys keys, String account, long fromOffset) {
        this.consumer = consumer;
        this.signed = new SignedRecords(keys);
        this.account = account;
        TopicPartition control = new TopicPartition(Topics.CONTROL, 0);
        consumer.assign(List.of(control));
        consumer.seek(control, fromOffset);
    }

    /** The first snapshot that knows of a trading state, or of one that was written after it.
     *
     * @param id of the trading state's message
     * @param limitMs wall time at which the wait is over; what has arrived by then still counts
     * @throws IllegalStateException then, with what was seen last and the likely causes */
    AccountSnapshot await(String id, long limitMs) {
        ids.add(id);
        boolean isLast;
        do {
            isLast = System.currentTimeMillis() >= limitMs;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            if (newest != null && ids.contains(newest.tradingMessageId())) {
                return newest;
            }
        } while (!isLast);
        throw new IllegalStateException("Layer 6 has not taken the control message for " + account
                + ", which stays on the topic and counts when it is read; " + seen());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private String seen() {
        if (newest == null) {
            String unsigned =
                    refused == 0 ? "" : "; " + refused + " records are signed with none of the keys in use here";
            return "it reported nothing; is a job running on this Kafka, and does its feed go on (nexus gateway)?"
                    + unsigned;
        }
        return "it last reported " + newest.tradingState() + " ("
                + newest.tradingCause().meaning() + ") at feed time "
                + Instant.ofEpochMilli(newest.feedTimeMs())
                + "; is the job behind, does it read another control topic, or was the message signed with a key that the"
                + " job does not know?";
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        ControlRecord read = signed.control(record);
        ControlMessage message = read.message();
        if (message == null) {
            refused++;
            refusals.note(read);
            return;
        }
        AccountSnapshot snapshot = message.account();
        if (snapshot != null && snapshot.account().equals(account)) {
            newest = snapshot;
        }
        TradingStateChange change = message.tradingState();
        if (change != null && (change.account().isEmpty() || change.account().equals(account))) {
            ids.add(message.id());
        }
    }
}
