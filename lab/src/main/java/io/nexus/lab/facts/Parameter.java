package io.nexus.lab.facts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

/** An option that a search may change.
 *
 * @param key below {@code simulation}, sections joined by dots
 * @param isWhole whether it takes whole numbers only */
record Parameter(String key, double low, double high, boolean isWhole) {
    private static final MathContext DIGITS = new MathContext(3);

    static Parameter real(String key, double low, double high) {
        return new Parameter(key, low, high, false);
    }

    static Parameter whole(String key, long low, long high) {
        return new Parameter(key, low, high, true);
    }

    /** A value anywhere in the range, evenly on a logarithmic scale. */
    double drawn(SplittableRandom random) {
        return nearest(low * Math.pow(high / low, random.nextDouble()));
    }

    /** The allowed value nearest to one: inside the range, of three digits. */
    double nearest(double value) {
        double inside = Math.max(low, Math.min(high, value));
        return isWhole
                ? Math.rint(inside)
                : new BigDecimal(inside).round(DIGITS).doubleValue();
    }
}
