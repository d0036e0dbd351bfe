package io.nexus.connectors.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of one key over key id, sequence, send time, Kafka key and payload, each of variable length behind its
 * length, so that no two messages give the same input. Not thread-safe: the Mac is reused. */
final class MessageMac {
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final byte[] keyId;
    private final ByteBuffer prefix;

    MessageMac(String keyId, byte[] secret) {
        this.keyId = keyId.getBytes(StandardCharsets.UTF_8);
        this.prefix = ByteBuffer.allocate(this.keyId.length + 4 + 8 + 8 + 4);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }

    byte[] sign(long sequence, long sentAtWallMs, byte[] key, byte[] payload) {
        prefix.clear();
        prefix.putInt(keyId.length)
                .put(keyId)
                .putLong(sequence)
                .putLong(sentAtWallMs)
                .putInt(key.length);
        mac.update(prefix.array(), 0, prefix.position());
        mac.update(key);
        prefix.clear();
        prefix.putInt(payload.length);
        mac.update(prefix.array(), 0, prefix.position());
        return mac.doFinal(payload);
    }
}
