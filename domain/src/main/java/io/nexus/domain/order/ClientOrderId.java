package io.nexus.domain.order;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Our order ids: {@code NEXUS_{symbol}_{epochSeconds}_{counter}}, at most 36 characters of {@code [A-Za-z0-9_-]}. The
 * same evaluation or close gives the same id whenever it is replayed. */
public final class ClientOrderId {
    public static final int MAX_LENGTH = 36;

    private static final String PREFIX = "NEXUS_";
    private static final int COUNTER_DIGITS = 6;
    private static final long COUNTER_LIMIT = 36L * 36 * 36 * 36 * 36 * 36;
    private static final int HASH_CHARACTERS = 4;
    private static final int CLOSE_SUFFIX = 3;
    private static final int SHORTENED_BY = 12;
    private static final String CLOSE_MARK = "x";
    /** The first sequence whose id has one of the other letters. */
    private static final int FIRST_LONG_CLOSE = 1_260;

    private static final String LONG_CLOSE_MARKS = "yzabcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXY";
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private ClientOrderId() {}

    /** Id of an entry.
     *
     * @param feedTimeMs of the triggering event
     * @param evaluation the instrument's evaluation sequence; six digits in base 36, wrapping after 2.1 billion */
    public static String entry(String symbol, long feedTimeMs, long evaluation) {
        return build(symbol, feedTimeMs / 1000, counter(evaluation, COUNTER_DIGITS));
    }

    /** Id of the n-th close of a position: the position's (entry order's) id, a letter and two digits. The first 1,259 have an x and
     * digits in base 36; those of a position that could not be closed for so long have other letters and digits in base 62, and
     * begin again after 193,000 closes, when the first of them is weeks old.
     *
     * @param closeSequence from 1
     * @throws IllegalArgumentException below */
    public static String close(String positionId, int closeSequence) {
        if (closeSequence < 1) {
            throw new IllegalArgumentException("closeSequence must be positive, was " + closeSequence);
        }
        String id = positionId + suffix(closeSequence);
        return id.length() <= MAX_LENGTH ? id : shorten(id);
    }

    private static String suffix(int closeSequence) {
        if (closeSequence < FIRST_LONG_CLOSE) {
            return CLOSE_MARK + counter(closeSequence, 2);
        }
        int index = closeSequence - FIRST_LONG_CLOSE;
        int mark = index / (DIGITS.length() * DIGITS.length()) % LONG_CLOSE_MARKS.length();
        char tens = DIGITS.charAt(index / DIGITS.length() % DIGITS.length());
        char ones = DIGITS.charAt(index % DIGITS.length());
        return "" + LONG_CLOSE_MARKS.charAt(mark) + tens + ones;
    }

    /** The sequence that {@link #close} gave a close; 0 for an id that it did not make, or had to shorten. */
    public static int closeSequence(String positionId, String closeId) {
        int mark = positionId.length();
        boolean isOurs = closeId.length() == mark + CLOSE_SUFFIX && closeId.startsWith(positionId);
        if (!isOurs) {
            return 0;
        }
        int letter = LONG_CLOSE_MARKS.indexOf(closeId.charAt(mark));
        boolean isLong = letter >= 0;
        if (!isLong && !closeId.startsWith(CLOSE_MARK, mark)) {
            return 0;
        }
        int tens = digit(closeId.charAt(mark + 1), isLong);
        int ones = digit(closeId.charAt(mark + 2), isLong);
        if (tens < 0 || ones < 0) {
            return 0;
        }
        int digits = DIGITS.length();
        return isLong ? FIRST_LONG_CLOSE + (letter * digits + tens) * digits + ones : tens * 36 + ones;
    }

    private static int digit(char text, boolean isLong) {
        return isLong ? DIGITS.indexOf(text) : Character.digit(text, 36);
    }

    /** Whether an id can be one that {@link #close} made for a position, or one of a stop that rests at the venue. */
    public static boolean isOfPosition(String positionId, String exitId) {
        boolean isShortened = positionId.length() > MAX_LENGTH - CLOSE_SUFFIX;
        String stem = isShortened ? positionId.substring(0, MAX_LENGTH - SHORTENED_BY) : positionId;
        return exitId.length() > stem.length() && exitId.startsWith(stem);
    }

    /** The position's id in the id of a close that {@link #close} made and did not have to shorten; null in any other id. */
    public static @Nullable String positionOfClose(String id) {
        int counter = id.lastIndexOf('_') + 1;
        if (counter == 0 || id.length() - counter != COUNTER_DIGITS + CLOSE_SUFFIX) {
            return null;
        }
        String positionId = id.substring(0, id.length() - CLOSE_SUFFIX);
        return closeSequence(positionId, id) > 0 ? positionId : null;
    }

    private static String build(String symbol, long epochSeconds, String counter) {
        String tail = "_" + epochSeconds + '_' + counter;
        // three characters stay free for the close suffix
        int room = MAX_LENGTH - CLOSE_SUFFIX - PREFIX.length() - tail.length();
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
        return id.substring(0, MAX_LENGTH - SHORTENED_BY) + hash(id, SHORTENED_BY);
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
