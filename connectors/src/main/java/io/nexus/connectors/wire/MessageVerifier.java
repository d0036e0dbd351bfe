package io.nexus.connectors.wire;

import io.nexus.domain.skip.RejectReason;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Checks signatures against all valid keys of the feed, comparing in constant time. Not thread-safe. */
public final class MessageVerifier {
    private final Map<String, MessageMac> macById;

    public MessageVerifier(FeedKeys keys) {
        macById = keys.macs();
    }

    /** Checks the signature of a record whose headers carry it.
     *
     * @param key what was signed as its key
     * @return when it was signed, wall clock
     * @throws RefusedException {@link RejectReason#MISSING_HEADER}, {@link RejectReason#UNKNOWN_KEY} or
     *     {@link RejectReason#WRONG_SIGNATURE} */
    public long verify(Headers headers, byte[] key, byte[] payload) throws RefusedException {
        MessageHeaders signed = MessageHeaders.of(headers);
        verify(signed, key, payload);
        return signed.sentAtWallMs();
    }

    /** Returns if the headers' signature is the one of their key over sequence, send time, key and payload.
     *
     * @throws RefusedException {@link RejectReason#UNKNOWN_KEY} or {@link RejectReason#WRONG_SIGNATURE} */
    void verify(MessageHeaders headers, byte[] key, byte[] payload) throws RefusedException {
        MessageMac mac = macById.get(headers.keyId());
        if (mac == null) {
            String keyId = headers.keyId();
            throw new RefusedException(
                    RejectReason.UNKNOWN_KEY, "unknown key id " + keyId.substring(0, Math.min(64, keyId.length())));
        }
        byte[] expected = mac.sign(headers.sequence(), headers.sentAtWallMs(), key, payload);
        if (!MessageDigest.isEqual(expected, headers.mac())) {
            throw new RefusedException(
                    RejectReason.WRONG_SIGNATURE,
                    "the signature by key " + headers.keyId() + " does not match, sequence " + headers.sequence());
        }
    }
}
