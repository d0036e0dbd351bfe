package io.nexus.domain.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Argument checks whose texts carry the offending value and its range. */
public final class Check {
    /** Most characters of a name: an instrument, an account, an order id. */
    public static final int NAME = 200;
    /** Most characters of a text for people. */
    public static final int TEXT = 4_000;
    /** No order or position has more lots. */
    public static final long LOTS = 1_000_000_000_000_000L;
    /** No price has more ticks. */
    public static final long TICKS = 1_000_000_000_000_000L;

    /** No amount of money or price is larger, none has more decimals. */
    private static final int MAX_DIGITS = 100;

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9_-]{1,40}");

    private Check() {}

    /** A component that must be there. */
    public static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** A text that is there and not too long. */
    public static String text(String name, @Nullable String value, int maxLength) {
        String text = present(name, value);
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(
                    name + " must have at most " + maxLength + " characters, has " + text.length());
        }
        return text;
    }

    /** An amount of at most 100 digits before and 100 after the point. */
    public static BigDecimal amount(String name, @Nullable BigDecimal value) {
        BigDecimal amount = present(name, value);
        long integerDigits = (long) amount.precision() - amount.scale();
        if (amount.scale() > MAX_DIGITS || integerDigits > MAX_DIGITS || amount.scale() < -MAX_DIGITS) {
            throw new IllegalArgumentException(name + " must have at most " + MAX_DIGITS
                    + " digits before and after the point, has precision " + amount.precision() + " and scale "
                    + amount.scale());
        }
        return amount;
    }

    /** Exactly so many numbers, each in the closed interval [low, high]. */
    public static double[] all(String name, double @Nullable [] values, int length, double low, double high) {
        double[] numbers = present(name, values);
        if (numbers.length != length) {
            throw new IllegalArgumentException(name + " must have " + length + " values, has " + numbers.length);
        }
        for (double number : numbers) {
            inRange(name, number, low, high);
        }
        return numbers;
    }

    /** Two names that must be one. */
    public static void same(String name, String value, String expected) {
        if (!value.equals(expected)) {
            throw new IllegalArgumentException(name + " must be " + expected + ", was " + value);
        }
    }

    /** A list that is there, not too long, without holes. */
    public static <T> List<T> list(String name, @Nullable List<T> values, int maxSize) {
        List<T> entries = present(name, values);
        if (entries.size() > maxSize) {
            throw new IllegalArgumentException(
                    name + " must have at most " + maxSize + " entries, has " + entries.size());
        }
        for (T entry : entries) {
            present("an entry of " + name, entry);
        }
        return entries;
    }

    /** A finite number. */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, was " + value);
        }
        return value;
    }

    public static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
        return value;
    }

    public static long positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
        return value;
    }

    public static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
        return value;
    }

    /** Value in the closed interval [low, high]; NaN is refused. */
    public static double inRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be in [" + low + ", " + high + "], was " + value);
        }
        return value;
    }

    /** Whole number in the closed interval [low, high]. */
    public static long inRange(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " must be in [" + low + ", " + high + "], was " + value);
        }
        return value;
    }

    public static double inOpenUnitInterval(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1), was " + value);
        }
        return value;
    }

    /** A symbol or an asset as venues write it: 1 to 40 of A-Z, 0-9, {@code _} and {@code -}. */
    public static String symbol(String name, String value) {
        if (!SYMBOL.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be 1 to 40 of A-Z, 0-9, _ and -, was " + value);
        }
        return value;
    }

    public static String notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }
}
