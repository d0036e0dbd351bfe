package io.nexus.domain.control;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arrays of state whose length an older release may not have known. */
final class Padded {
    private Padded() {}

    /** So many values: the given ones, then a default; the same array if it is long enough already. */
    static double[] with(double @Nullable [] values, int length, double missing) {
        if (values != null && values.length >= length) {
            return values;
        }
        double[] padded = new double[length];
        Arrays.fill(padded, missing);
        if (values != null) {
            System.arraycopy(values, 0, padded, 0, values.length);
        }
        return padded;
    }
}
