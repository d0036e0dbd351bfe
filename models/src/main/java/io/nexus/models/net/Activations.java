package io.nexus.models.net;

/** Activation functions by the formulas of Keras, computed in double precision where an exponential is in them. */
public final class Activations {
    private static final float SIX = 6;
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBE = 0.044715;

    /** Changes nothing. */
    public static final Activation LINEAR = (values, from, to) -> {};

    public static final Activation RELU = (values, from, to) -> {
        for (int i = from; i < to; i++) {
            values[i] = Math.max(values[i], 0);
        }
    };

    public static final Activation SIGMOID = (values, from, to) -> {
        for (int i = from; i < to; i++) {
            values[i] = Exponential.sigmoid(values[i]);
        }
    };

    public static final Activation TANH = (values, from, to) -> {
        for (int i = from; i < to; i++) {
            values[i] = Exponential.tanh(values[i]);
        }
    };

    /** e^x over the sum of them, along the row. */
    public static final Activation SOFTMAX = Activations::softmax;

    /** Logarithm of {@link #SOFTMAX}. */
    public static final Activation LOG_SOFTMAX = Activations::logSoftmax;

    public static final Activation RELU6 = each(x -> Math.min(Math.max(x, 0), SIX));
    public static final Activation SELU = each(x -> (float) (SELU_SCALE * (x > 0 ? x : SELU_ALPHA * expm1(x))));
    public static final Activation SOFTPLUS = each(x -> (float) Exponential.softplus(x));
    public static final Activation SOFTSIGN = each(x -> x / (1 + Math.abs(x)));
    public static final Activation SILU = each(x -> (float) (x / (1 + Exponential.exp(-x))));
    public static final Activation EXPONENTIAL = each(Activations::exponential);
    public static final Activation MISH =
            each(x -> (float) (x * (1 - 2 / (Exponential.exp(2 * Exponential.softplus(x)) + 1))));
    public static final Activation LOG_SIGMOID = each(x -> (float) -Exponential.softplus(-x));
    /** 0.2 x + 0.5 within [0, 1]: hard_sigmoid of Keras 1 and 2. */
    public static final Activation HARD_SIGMOID_2 = each(x -> Math.min(Math.max(0.2f * x + 0.5f, 0), 1));
    /** x / 6 + 0.5 within [0, 1]: hard_sigmoid of Keras 3. */
    public static final Activation HARD_SIGMOID_3 = each(x -> Math.min(Math.max(x + 3, 0), SIX) / SIX);
    /** x times {@link #HARD_SIGMOID_3}. */
    public static final Activation HARD_SILU = each(x -> x * (Math.min(Math.max(x + 3, 0), SIX) / SIX));

    public static final Activation GELU = each(x -> (float) (0.5 * x * (1 + Exponential.erf(x * ROOT_HALF))));
    public static final Activation CELU = each(x -> x > 0 ? x : (float) expm1(x));
    /** x within [-1, 1]. */
    public static final Activation HARD_TANH = each(x -> Math.min(Math.max(x, -1), 1));
    /** What the hyperbolic tangent takes off. */
    public static final Activation TANH_SHRINK = each(x -> x - Exponential.tanh(x));
    /** 0 within [-0.5, 0.5], else x. */
    public static final Activation HARD_SHRINK = each(x -> Math.abs(x) > 0.5f ? x : 0 * x);
    /** 0 within [-0.5, 0.5], else x moved towards 0 by 0.5. */
    public static final Activation SOFT_SHRINK = each(x -> x > 0.5f ? x - 0.5f : x < -0.5f ? x + 0.5f : 0 * x);
    /** (x + root of (x^2 + 4)) / 2. */
    public static final Activation SQUAREPLUS = each(x -> (float) ((x + Math.sqrt((double) x * x + 4)) / 2));
    /** (x + 1)^2 / 4 within [-1, 1], 0 below, x above. */
    public static final Activation SPARSE_PLUS = each(x -> x <= -1 ? 0 : x < 1 ? 0.25f * (x + 1) * (x + 1) : x);
    /** (x + 1) / 2 within [0, 1]. */
    public static final Activation SPARSE_SIGMOID = each(x -> x <= -1 ? 0 : x >= 1 ? 1 : 0.5f * (x + 1));

    public static final Activation ABSOLUTE = each(Math::abs);
    public static final Activation NEGATIVE = each(x -> -x);
    public static final Activation SQUARE = each(x -> x * x);
    public static final Activation ROOT = each(x -> (float) Math.sqrt(x));
    public static final Activation INVERSE_ROOT = each(x -> (float) (1 / Math.sqrt(x)));
    public static final Activation RECIPROCAL = each(x -> 1 / x);
    public static final Activation LOG = each(x -> (float) StrictMath.log(x));
    public static final Activation LOG_1P = each(x -> (float) StrictMath.log1p(x));
    public static final Activation EXPONENTIAL_M1 = each(x -> (float) expm1(x));
    public static final Activation SINE = each(x -> (float) StrictMath.sin(x));
    public static final Activation COSINE = each(x -> (float) StrictMath.cos(x));
    public static final Activation SIGN = each(Math::signum);
    public static final Activation ERROR_FUNCTION = each(x -> (float) Exponential.erf(x));
    /** 0 where x is no number. */
    public static final Activation NUMBERS =
            each(x -> Float.isNaN(x) ? 0 : Math.min(Math.max(x, -Float.MAX_VALUE), Float.MAX_VALUE));
    /** GELU by the hyperbolic tangent. */
    public static final Activation GELU_TANH = each(Activations::geluTanh);

    /** A function of each value alone. */
    @FunctionalInterface
    interface Curve {
        float at(float x);
    }

    private Activations() {}

    /** x above 0, slope times x below. */
    public static Activation leakyRelu(float slope) {
        return (values, from, to) -> {
            for (int i = from; i < to; i++) {
                float x = values[i];
                values[i] = x > 0 ? x : slope * x;
            }
        };
    }

    /** x above 0, alpha (e^x - 1) below. */
    public static Activation elu(float alpha) {
        return each(x -> x > 0 ? x : (float) (alpha * expm1(x)));
    }

    /** At most {@code largest}; x from {@code threshold} on; slope (x - threshold) below it. */
    public static Activation relu(float slope, float threshold, float largest) {
        return each(x -> x >= threshold ? Math.min(x, largest) : slope * (x - threshold));
    }

    /** x within bounds. */
    public static Activation clipped(float least, float largest) {
        return each(x -> Math.min(Math.max(x, least), largest));
    }

    /** x above the threshold, else 0. */
    public static Activation thresholded(float threshold) {
        return each(x -> x > threshold ? x : 0 * x);
    }

    private static Activation each(Curve curve) {
        return (values, from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = curve.at(values[i]);
            }
        };
    }

    private static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    private static float exponential(float x) {
        return x > 88 ? (float) StrictMath.exp(x) : (float) Exponential.exp(x);
    }

    private static float geluTanh(float x) {
        double inner = ROOT_TWO_OVER_PI * (x + GELU_CUBE * x * x * x);
        return (float) (x * (1 - 1 / (Exponential.exp(2 * inner) + 1)));
    }

    private static void softmax(float[] values, int from, int to) {
        float largest = largest(values, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            double power = Exponential.exp((double) values[i] - largest);
            sum += power;
            values[i] = (float) power;
        }
        for (int i = from; i < to; i++) {
            values[i] = (float) (values[i] / sum);
        }
    }

    private static void logSoftmax(float[] values, int from, int to) {
        float largest = largest(values, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Exponential.exp((double) values[i] - largest);
        }
        double log = StrictMath.log(sum);
        for (int i = from; i < to; i++) {
            values[i] = (float) ((double) values[i] - largest - log);
        }
    }

    private static float largest(float[] values, int from, int to) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, values[i]);
        }
        return largest;
    }
}
