package io.nexus.connectors.wire;

import io.nexus.domain.skip.RejectReason;
import java.security.MessageDigest;
import java.util.Map;

/** Checks signatures against all valid keys of the feed, comparing in constant time. Not thread-safe. */
public final class MessageVerifier {
    private final Map<String, MessageMac> macById;

    public MessageVerifier(FeedKeys keys) {
        macById = keys.macs();
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
