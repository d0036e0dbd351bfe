package io.nexus.connectors.kafka;

import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.MessageSigner;
import io.nexus.domain.port.WallClock;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Signs records of our own topics, as the feed's messages are signed. The topic is signed, too: a record can't be moved to another
 * one. Not thread-safe. */
public final class RecordSigner {
    private final MessageSigner signer;
    private final WallClock clock;
    private long sequence;

    /** A signer with the first of the keys. */
    public RecordSigner(FeedKeys keys, WallClock clock) {
        signer = new MessageSigner(keys);
        this.clock = clock;
    }

    /** The record for a producer, signed now. */
    public ProducerRecord<byte[], byte[]> signed(TopicRecord record) {
        return signed(record, clock.nowMs());
    }

    /** The record for a producer.
     *
     * @param sentAtWallMs that is signed as its time, positive */
    public ProducerRecord<byte[], byte[]> signed(TopicRecord record, long sentAtWallMs) {
        var signed = new ProducerRecord<byte[], byte[]>(record.topic(), null, null, record.key(), record.value());
        byte[] name = signedKey(record.topic(), record.key());
        signer.sign(signed.headers(), ++sequence, sentAtWallMs, name, record.value());
        return signed;
    }

    /** What is signed as a record's key: its topic, a zero byte, its key. */
    static byte[] signedKey(String topic, byte[] key) {
        byte[] prefix = topic.getBytes(StandardCharsets.UTF_8);
        byte[] name = new byte[prefix.length + 1 + key.length];
        System.arraycopy(prefix, 0, name, 0, prefix.length);
        System.arraycopy(key, 0, name, prefix.length + 1, key.length);
        return name;
    }
}
