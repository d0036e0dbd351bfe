package io.nexus.models.input;

import io.nexus.domain.check.Check;
import java.util.regex.Pattern;

/** One input that a model can be asked with.
 *
 * @param id stable name in snake_case
 * @param formula how the value comes about, for people
 * @param min least value, negative infinity if there is none
 * @param max largest value, positive infinity if there is none
 * @param missing finite value that takes its place while the data behind it are unknown, {@code min} to {@code max} */
public record InputDefinition(String id, String formula, String unit, double min, double max, double missing) {
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    public InputDefinition {
        if (!SNAKE_CASE.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be snake_case, was " + id);
        }
        Check.notBlank("formula of " + id, formula);
        Check.notBlank("unit of " + id, unit);
        if (!(min < max)) {
            throw new IllegalArgumentException("min of " + id + " must be below max, were " + min + " and " + max);
        }
        Check.finite("missing of " + id, missing);
        Check.inRange("missing of " + id, missing, min, max);
    }

    /** Whether a value is in the range; NaN is not. */
    public boolean admits(double value) {
        return value >= min && value <= max;
    }
}
