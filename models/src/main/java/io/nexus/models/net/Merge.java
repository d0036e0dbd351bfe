package io.nexus.models.net;

/** Combines inputs of one shape value by value, from the first to the last. */
public final class Merge implements Layer {
    /** How two values become one. */
    public enum Rule {
        ADD,
        SUBTRACT,
        MULTIPLY,
        AVERAGE,
        MAXIMUM,
        MINIMUM,
        DIVIDE,
        POWER
    }

    private final Shape shape;
    private final Rule rule;

    public Merge(Shape input, Rule rule) {
        this.shape = input;
        this.rule = rule;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        System.arraycopy(inputs[0], 0, output, 0, output.length);
        for (int i = 1; i < inputs.length; i++) {
            combine(inputs[i], output);
        }
        if (rule == Rule.AVERAGE) {
            for (int i = 0; i < output.length; i++) {
                output[i] /= inputs.length;
            }
        }
    }

    private void combine(float[] in, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = switch (rule) {
                case ADD, AVERAGE -> out[i] + in[i];
                case SUBTRACT -> out[i] - in[i];
                case MULTIPLY -> out[i] * in[i];
                case MAXIMUM -> Math.max(out[i], in[i]);
                case MINIMUM -> Math.min(out[i], in[i]);
                case DIVIDE -> out[i] / in[i];
                case POWER -> (float) StrictMath.pow(out[i], in[i]);
            };
        }
    }
}
