package io.nexus.domain.order;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Our order ids: {@code NEXUS_{symbol}_{epochSeconds}_{counter}}, at most 36 characters of {@code [A-Za-z0-9_-]}. The
 * same evaluation or close gives the same id whenever it is replayed. */
public final class ClientOrderId {
    public static final int MAX_LENGTH = 36;

    private static final String PREFIX = "NEXUS_";
    private static final int COUNTER_DIGITS = 6;
    private static final long COUNTER_LIMIT = 36L * 36 * 36 * 36 * 36 * 36;
    private static final int HASH_CHARACTERS = 4;

    private ClientOrderId() {}

    /** Id of an entry.
     *
     * @param feedTimeMs of the triggering event
     * @param evaluation the instrument's evaluation sequence; six digits in base 36, wrapping after 2.1 billion */
    public static String entry(String symbol, long feedTimeMs, long evaluation) {
        return build(symbol, feedTimeMs / 1000, counter(evaluation, COUNTER_DIGITS));
    }

    /** Id of the n-th close of a position: the position's (entry order's) id with its counter's first two digits
     * replaced by {@code x} and the close sequence in base 36.
     *
     * @param closeSequence from 1 to 35 x 36
     * @throws IllegalArgumentException outside that range */
    public static String close(String positionId, int closeSequence) {
        if (closeSequence < 1 || closeSequence > 1259) {
            throw new IllegalArgumentException("closeSequence must be in [1, 1259], was " + closeSequence);
        }
        String id = positionId + 'x' + counter(closeSequence, 2);
        return id.length() <= MAX_LENGTH ? id : shorten(id);
    }

    /** The sequence that {@link #close} gave a close; 0 for an id that it did not make, or had to shorten. */
    public static int closeSequence(String positionId, String closeId) {
        int digits = positionId.length() + 1;
        boolean isOurs = closeId.length() == digits + 2 && closeId.startsWith(positionId + 'x');
        if (!isOurs) {
            return 0;
        }
        int tens = Character.digit(closeId.charAt(digits), 36);
        int ones = Character.digit(closeId.charAt(digits + 1), 36);
        return tens < 0 || ones < 0 ? 0 : tens * 36 + ones;
    }

    private static String build(String symbol, long epochSeconds, String counter) {
        String tail = "_" + epochSeconds + '_' + counter;
        // three characters stay free for the close suffix
        int room = MAX_LENGTH - 3 - PREFIX.length() - tail.length();
        String name = isPlain(symbol) && symbol.length() <= room ? symbol : cut(symbol, room);
        return PREFIX + name + tail;
    }

    private static boolean isPlain(String symbol) {
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            boolean allowed = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!allowed && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static String cut(String symbol, int room) {
        String plain = symbol.replaceAll("[^A-Za-z0-9_-]", "");
        int kept = Math.max(0, Math.min(plain.length(), room - HASH_CHARACTERS));
        return plain.substring(0, kept) + hash(symbol, HASH_CHARACTERS);
    }

    private static String shorten(String id) {
        return id.substring(0, MAX_LENGTH - 12) + hash(id, 12);
    }

    private static String counter(long value, int digits) {
        String text = Long.toString(Math.floorMod(value, COUNTER_LIMIT), 36);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String hash(String text, int characters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String base36 = new BigInteger(1, Arrays.copyOf(digest, 16)).toString(36);
            return ("0".repeat(characters) + base36).substring(base36.length());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
