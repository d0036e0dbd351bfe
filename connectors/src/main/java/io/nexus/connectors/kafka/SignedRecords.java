package io.nexus.connectors.kafka;

import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.MessageVerifier;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderRecord;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads signed records of our own topics: one is believed if its signature is that of a valid key over topic, key, time and value, and
 * if it is whole. Everything else is a dead letter with topic, partition and offset. Not thread-safe. */
public final class SignedRecords {
    private static final byte[] NO_BYTES = {};
    private static final int MAX_TEXT = 2_000;

    private final MessageVerifier verifier;

    public SignedRecords(FeedKeys keys) {
        verifier = new MessageVerifier(keys);
    }

    /** A record of the control topic. */
    public ControlRecord control(ConsumerRecord<byte[], byte[]> record) {
        long sentAtWallMs = 0;
        try {
            sentAtWallMs = verify(record);
            ControlMessage message = read(record, ControlMessage.class, ControlMessage::checked);
            requireKey(record, message.key());
            return ControlRecord.authentic(message, record.offset(), sentAtWallMs);
        } catch (RefusedException e) {
            return ControlRecord.refused(letter(record, e), record.offset(), sentAtWallMs);
        }
    }

    /** A record of the order topic. */
    public OrderRecord order(ConsumerRecord<byte[], byte[]> record) {
        try {
            return OrderRecord.authentic(event(record));
        } catch (RefusedException e) {
            return OrderRecord.refused(letter(record, e));
        }
    }

    /** The event of a record of the order topic.
     *
     * @throws RefusedException if it can't be believed or is not whole */
    public OrderEvent event(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
        verify(record);
        OrderEvent event = read(record, OrderEvent.class, OrderEvent::checked);
        requireKey(record, event.account());
        return event;
    }

    /** Checks a record's signature.
     *
     * @return when it was signed, wall clock
     * @throws RefusedException if there is none of a valid key */
    public long verify(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
        if (record.value() == null) {
            throw new RefusedException(RejectReason.NOT_WHOLE, "a tombstone, which nobody of ours writes");
        }
        return verifier.verify(record.headers(), RecordSigner.signedKey(record.topic(), key(record)), record.value());
    }

    /** Whether a record of the control topic that was refused may have been about a trading state: signed by one of ours, or by its key. */
    public static boolean mayBeTradingState(ConsumerRecord<byte[], byte[]> record, ControlRecord refused) {
        return refused.isAuthentic()
                || new String(key(record), StandardCharsets.UTF_8).startsWith(ControlKind.TRADING_STATE.name());
    }

    /** Where a record is, for people. */
    public static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + " partition " + record.partition() + " offset " + record.offset();
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type, UnaryOperator<T> checked)
            throws RefusedException {
        T read;
        try {
            read = RecordJson.read(record.value(), type);
        } catch (IOException e) {
            throw new RefusedException(RejectReason.BROKEN_JSON, firstLine(e));
        }
        try {
            return checked.apply(read);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(RejectReason.NOT_WHOLE, firstLine(e));
        }
    }

    private static void requireKey(ConsumerRecord<byte[], byte[]> record, String key) throws RefusedException {
        if (!Arrays.equals(key(record), key.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(RejectReason.NOT_WHOLE, "the record's key must be " + key);
        }
    }

    private static byte[] key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? NO_BYTES : record.key();
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, RefusedException refusal) {
        byte[] bytes = record.value() == null ? NO_BYTES : record.value();
        String value = new String(bytes, 0, Math.min(bytes.length, MAX_TEXT), StandardCharsets.UTF_8);
        return new DeadLetter(
                refusal.reason(),
                "",
                0,
                place(record) + ": " + refusal.detail(),
                value,
                record.partition(),
                record.offset());
    }

    private static String firstLine(Exception e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
