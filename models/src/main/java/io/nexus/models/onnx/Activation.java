package io.nexus.models.onnx;

import org.jspecify.annotations.Nullable;

/** Activations of a net, value by value. */
final class Activation implements NetStep {
    private static final float ELU_ALPHA = 1;
    private static final float LEAK = 0.01f;
    private static final float SELU_ALPHA = 1.6732632f;
    private static final float SELU_GAMMA = 1.050701f;

    /** Below it, tanh x is x - x³/3 to the last bit of a float. */
    private static final double SMALL = 1e-3;

    private final Kind kind;
    private final int in;
    private final int out;
    private final float alpha;
    private final float gamma;

    private Activation(Kind kind, int in, int out, float alpha, float gamma) {
        this.kind = kind;
        this.in = in;
        this.out = out;
        this.alpha = alpha;
        this.gamma = gamma;
    }

    private enum Kind {
        RELU,
        SIGMOID,
        TANH,
        ELU,
        SELU,
        LEAKY_RELU,
        SOFTPLUS
    }

    /** The activation of a name in ONNX; null if it is not one of these.
     *
     * @param prefix of its settings: empty on an operator of its own, {@code activation_} on a fused one */
    static @Nullable Activation of(String name, NodeDef node, String prefix, int in, int out) {
        return switch (name) {
            case "Relu" -> new Activation(Kind.RELU, in, out, 0, 0);
            case "Sigmoid" -> new Activation(Kind.SIGMOID, in, out, 0, 0);
            case "Tanh" -> new Activation(Kind.TANH, in, out, 0, 0);
            case "Softplus" -> new Activation(Kind.SOFTPLUS, in, out, 0, 0);
            case "Elu" -> new Activation(Kind.ELU, in, out, node.number(prefix + "alpha", ELU_ALPHA), 0);
            case "LeakyRelu" -> new Activation(Kind.LEAKY_RELU, in, out, node.number(prefix + "alpha", LEAK), 0);
            case "Selu" -> new Activation(
                    Kind.SELU,
                    in,
                    out,
                    node.number(prefix + "alpha", SELU_ALPHA),
                    node.number(prefix + "gamma", SELU_GAMMA));
            default -> null;
        };
    }

    @Override
    public void run(float[][] registers) {
        float[] from = registers[in];
        float[] to = registers[out];
        if (kind == Kind.RELU) {
            for (int i = 0; i < to.length; i++) {
                to[i] = Math.max(0, from[i]);
            }
            return;
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = apply(from[i]);
        }
    }

    private float apply(float x) {
        return switch (kind) {
            case SIGMOID -> (float) (1 / (1 + Math.exp(-(double) x)));
            case TANH -> tanh(x);
            case SOFTPLUS -> x > 0 ? (float) (x + Math.log1p(Math.exp(-(double) x))) : (float) Math.log1p(Math.exp(x));
            case ELU -> x >= 0 ? x : (float) (alpha * Math.expm1(x));
            case SELU -> x > 0 ? gamma * x : (float) (gamma * (alpha * Math.exp(x) - alpha));
            case LEAKY_RELU -> x >= 0 ? x : alpha * x;
            default -> Math.max(0, x);
        };
    }

    private static float tanh(float x) {
        double wide = x;
        return Math.abs(wide) < SMALL
                ? (float) (wide - wide * wide * wide / 3)
                : (float) (1 - 2 / (Math.exp(2 * wide) + 1));
    }
}
