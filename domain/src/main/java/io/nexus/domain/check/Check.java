package io.nexus.domain.check;

import java.util.regex.Pattern;

/** Argument checks whose texts carry the offending value and its range. */
public final class Check {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9_-]{1,40}");

    private Check() {}

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
