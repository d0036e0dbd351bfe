package io.nexus.connectors.wire;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;

/** Signs messages with the first of the feed's keys. Not thread-safe. */
public final class MessageSigner {
    private final String keyId;
    private final MessageMac mac;

    public MessageSigner(FeedKeys keys) {
        keyId = keys.signingKeyId();
        mac = Objects.requireNonNull(keys.macs().get(keyId));
    }

    /** Adds the signature and what it covers besides key and payload to a message's headers.
     *
     * @param sequence of the instrument (heartbeats: of the partition), from 1
     * @param key the Kafka key */
    public void sign(Headers headers, long sequence, long sentAtWallMs, byte[] key, byte[] payload) {
        new MessageHeaders(
                        keyId,
                        sequence,
                        sentAtWallMs,
                        mac.sign(sequence, sentAtWallMs, key, payload),
                        MarketMessageWriter.SCHEMA_VERSION)
                .addTo(headers);
    }
}
