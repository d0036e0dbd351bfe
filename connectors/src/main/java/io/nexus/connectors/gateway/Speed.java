package io.nexus.connectors.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Feed time per wall time.
 *
 * @param multiple positive; infinite for {@code max} */
public record Speed(double multiple) {
    private static final Pattern MULTIPLE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)x");

    public Speed {
        if (!(multiple > 0)) {
            throw new IllegalArgumentException("speed must be positive, was " + multiple);
        }
    }

    /** Speed of a text like {@code 1x}, {@code 60x} or {@code max}.
     *
     * @throws IllegalArgumentException if it is none */
    public static Speed parse(String text) {
        if (text.equals("max")) {
            return new Speed(Double.POSITIVE_INFINITY);
        }
        Matcher matcher = MULTIPLE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("speed must be max or a positive number followed by x, was " + text);
        }
        return new Speed(Double.parseDouble(matcher.group(1)));
    }

    public boolean isMax() {
        return Double.isInfinite(multiple);
    }

    /** Whether the job's progress holds the gateway back. */
    public boolean isPacedByProgress() {
        return multiple > 1;
    }
}
