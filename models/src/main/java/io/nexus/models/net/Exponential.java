package io.nexus.models.net;

/** The exponential and what is made of it, in double precision with plain arithmetic: the same bits on every machine,
 * and no call. */
final class Exponential {
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has 21 zero bits at its end, so that its products with whole numbers are exact. */
    private static final double LN2_HIGH = 0x1.62e42fefp-1;

    private static final double LN2_LOW = 0x1.473de6af278edp-34;
    /** Adding and subtracting it rounds to a whole number. */
    private static final double ROUND = 0x1.8p52;
    /** Beyond it the result is no normal double. */
    private static final double LARGEST = 708;

    private static final int BIAS = 1023;
    private static final int MANTISSA = 52;
    private static final double TINY = 1e-5;
    private static final double SQRT_PI = Math.sqrt(Math.PI);
    private static final double FRACTION = 2.5;
    private static final double ONE = 6;

    private Exponential() {}

    /** e to the power x: exact to a few bits of a double; x is bounded to [-708, 708]. */
    static double exp(double x) {
        double bounded = Math.max(-LARGEST, Math.min(LARGEST, x));
        double k = bounded * LOG2_E + ROUND - ROUND;
        double r = bounded - k * LN2_HIGH - k * LN2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = 1 + r + r2 * (1.0 / 2 + r * (1.0 / 6));
        double middle = 1.0 / 24 + r * (1.0 / 120) + r2 * (1.0 / 720 + r * (1.0 / 5040));
        double high = 1.0 / 40320 + r * (1.0 / 362880) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
        double power = low + r4 * (middle + r4 * (high + r4 * (1.0 / 479001600)));
        return power * Double.longBitsToDouble(((long) k + BIAS) << MANTISSA);
    }

    static float sigmoid(float x) {
        return (float) (1 / (1 + exp(-x)));
    }

    static float tanh(float x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        return (float) (1 - 2 / (exp(2.0 * x) + 1));
    }

    /** ln(1 + e^x) without overflow. */
    static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(exp(-Math.abs(x)));
    }

    /** Error function, exact to 1e-12. */
    static double erf(double x) {
        double size = Math.abs(x);
        double value;
        if (size < FRACTION) {
            value = series(size);
        } else if (size < ONE) {
            value = 1 - fraction(size);
        } else {
            value = size >= ONE ? 1 : x;
        }
        return x < 0 ? -value : value;
    }

    /** Sum of positive terms: 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int odd = 3; term > sum * 1e-13; odd += 2) {
            term *= 2 * x * x / odd;
            sum += term;
        }
        return 2 / SQRT_PI * exp(-x * x) * sum;
    }

    /** 1 - erf as a continued fraction. */
    private static double fraction(double x) {
        double tail = x;
        for (int k = 40; k > 0; k--) {
            tail = x + k / 2.0 / tail;
        }
        return exp(-x * x) / (SQRT_PI * tail);
    }
}
