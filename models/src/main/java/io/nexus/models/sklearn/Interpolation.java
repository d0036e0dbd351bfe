package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;

/** Straight lines between knots, as numpy.interp draws them.
 *
 * @param x of the knots, never falling
 * @param y of the knots */
record Interpolation(double[] x, double[] y) {
    static Interpolation of(double[] x, double[] y) throws RefusedException {
        if (x.length != y.length || x.length == 0) {
            throw Refusals.inconsistent("a curve has " + x.length + " places and " + y.length + " heights");
        }
        double[] knots = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            knots[i] = x[i] + 0.0;
            if (Double.isNaN(x[i]) || Double.isNaN(y[i]) || (i > 0 && x[i] < x[i - 1])) {
                throw Refusals.inconsistent("the places of a curve do not rise at knot " + i);
            }
        }
        return new Interpolation(knots, y);
    }

    /** Places of the knots. */
    double[] knots() {
        return x;
    }

    /** Height at a place; that of the nearest end outside the knots. Adding zero makes the negative zero the positive one. */
    double at(double value) {
        double place = value + 0.0;
        int last = x.length - 1;
        if (Double.isNaN(place)) {
            return Double.NaN;
        }
        if (place >= x[last]) {
            return y[last];
        }
        if (place <= x[0]) {
            return place == x[0] ? y[after(place) - 1] : y[0];
        }
        int low = after(place) - 1;
        if (x[low] == place) {
            return y[low];
        }
        double slope = (y[low + 1] - y[low]) / (x[low + 1] - x[low]);
        double height = slope * (place - x[low]) + y[low];
        if (Double.isNaN(height)) {
            height = slope * (place - x[low + 1]) + y[low + 1];
            return Double.isNaN(height) && y[low] == y[low + 1] ? y[low] : height;
        }
        return height;
    }

    /** First knot right of a place. */
    private int after(double place) {
        int found = Arrays.binarySearch(x, place);
        if (found < 0) {
            return -found - 1;
        }
        int next = found + 1;
        while (next < x.length && x[next] == place) {
            next++;
        }
        return next;
    }
}
