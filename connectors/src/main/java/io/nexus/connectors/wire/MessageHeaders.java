package io.nexus.connectors.wire;

import io.nexus.domain.skip.RejectReason;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of a signed message; numbers are decimal ASCII so that any Kafka tool shows them.
 *
 * @param mac 32 bytes
 * @param schemaVersion not signed: a wrong one can only get the message refused */
record MessageHeaders(String keyId, long sequence, long sentAtWallMs, byte[] mac, int schemaVersion) {
    private static final String SCHEMA_VERSION = "schemaVersion";
    private static final String KEY_ID = "keyId";
    private static final String SEQUENCE = "sequence";
    private static final String SENT_AT = "sentAtWallMs";
    private static final String MAC = "mac";
    private static final int MAX_DIGITS = 18;

    void addTo(Headers headers) {
        headers.add(SCHEMA_VERSION, ascii(schemaVersion));
        headers.add(KEY_ID, keyId.getBytes(StandardCharsets.UTF_8));
        headers.add(SEQUENCE, ascii(sequence));
        headers.add(SENT_AT, ascii(sentAtWallMs));
        headers.add(MAC, mac);
    }

    static MessageHeaders of(Headers headers) throws RefusedException {
        byte[] keyId = null;
        byte[] sequence = null;
        byte[] sentAt = null;
        byte[] mac = null;
        byte[] version = null;
        for (Header header : headers) {
            switch (header.key()) {
                case SCHEMA_VERSION -> version = header.value();
                case KEY_ID -> keyId = header.value();
                case SEQUENCE -> sequence = header.value();
                case SENT_AT -> sentAt = header.value();
                case MAC -> mac = header.value();
                default -> {}
            }
        }
        byte[] presentMac = present(MAC, mac);
        if (presentMac.length != MessageMac.LENGTH) {
            throw missing(MAC + " must have " + MessageMac.LENGTH + " bytes, has " + presentMac.length);
        }
        return new MessageHeaders(
                new String(present(KEY_ID, keyId), StandardCharsets.UTF_8),
                number(SEQUENCE, sequence),
                number(SENT_AT, sentAt),
                presentMac,
                (int) Math.min(Integer.MAX_VALUE, number(SCHEMA_VERSION, version)));
    }

    private static byte[] present(String name, byte @Nullable [] value) throws RefusedException {
        if (value == null) {
            throw missing("header " + name + " is missing");
        }
        return value;
    }

    private static long number(String name, byte @Nullable [] value) throws RefusedException {
        byte[] digits = present(name, value);
        long number = 0;
        for (byte b : digits) {
            if (b < '0' || b > '9' || digits.length > MAX_DIGITS) {
                throw missing("header " + name + " is no whole number of at most " + MAX_DIGITS + " digits");
            }
            number = number * 10 + (b - '0');
        }
        if (digits.length == 0 || number == 0) {
            throw missing("header " + name + " must be a positive number");
        }
        return number;
    }

    private static RefusedException missing(String detail) {
        return new RefusedException(RejectReason.MISSING_HEADER, detail);
    }

    private static byte[] ascii(long number) {
        return Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
    }
}
