package io.nexus.domain.statistics;

import io.nexus.domain.check.Check;

/** The regularised incomplete beta function by Lentz' continued fraction (Numerical Recipes, 3rd ed., 6.4). */
public final class IncompleteBeta {
    private static final int MAX_TERMS = 10_000;
    private static final double TOLERANCE = 1e-16;
    private static final double TINY = 1e-300;

    private IncompleteBeta() {}

    /** I_x(a, b): probability that a Beta(a, b) variable is at most x.
     *
     * @param x in [0, 1]
     * @throws IllegalArgumentException if a or b is not positive, or x is outside [0, 1]
     * @throws ArithmeticException if the fraction does not converge */
    public static double regularized(double x, double a, double b) {
        Check.inRange("x", x, 0, 1);
        Check.positive("a", a);
        Check.positive("b", b);
        if (x == 0 || x == 1) {
            return x;
        }
        double logFront = GammaFunction.logGamma(a + b)
                - GammaFunction.logGamma(a)
                - GammaFunction.logGamma(b)
                + a * Math.log(x)
                + b * Math.log1p(-x);
        double front = Math.exp(logFront);
        // the fraction converges fast on this side of the mean, the symmetry serves the other
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            double factor = d * c;
            value *= factor;
            if (Math.abs(factor - 1) <= TOLERANCE) {
                return value;
            }
        }
        throw new ArithmeticException("incomplete beta did not converge at x=" + x + " a=" + a + " b=" + b);
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
