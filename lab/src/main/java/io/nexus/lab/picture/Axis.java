package io.nexus.lab.picture;

import java.util.ArrayList;
import java.util.List;

/** A straight scale from values to pixels.
 *
 * @param low value at {@code from}, below {@code high}
 * @param from pixel of the low value; may lie beyond {@code to} */
record Axis(double low, double high, double from, double to) {
    private static final double[] NICE = {1, 2, 2.5, 5, 10};

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** The finest round step with which at most so many ticks fit in. */
    double step(int most) {
        double least = (high - low) / most;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double nice : NICE) {
            if (nice * power >= least) {
                return nice * power;
            }
        }
        return 10 * power;
    }

    /** Multiples of a step within the scale. */
    List<Double> ticks(double step) {
        List<Double> ticks = new ArrayList<>();
        for (double n = Math.ceil(low / step); n * step <= high; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }
}
