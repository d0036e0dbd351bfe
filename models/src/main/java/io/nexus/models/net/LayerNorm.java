package io.nexus.models.net;

/** Layer normalisation along the last axis; sums in double precision. */
public final class LayerNorm implements Layer {
    private final Shape shape;
    private final float[] gamma;
    private final float[] beta;
    private final double epsilon;

    /** With as many factors gamma and offsets beta as the last axis has values. */
    public LayerNorm(Shape input, float[] gamma, float[] beta, double epsilon) {
        if (gamma.length != input.last() || beta.length != input.last()) {
            throw new IllegalArgumentException(gamma.length + " factors and " + beta.length + " offsets for " + input);
        }
        this.shape = input;
        this.gamma = gamma;
        this.beta = beta;
        this.epsilon = epsilon;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        for (int from = 0; from < output.length; from += gamma.length) {
            row(inputs[0], output, from);
        }
    }

    private void row(float[] input, float[] output, int from) {
        int width = gamma.length;
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += input[from + i];
        }
        double mean = sum / width;
        double squares = 0;
        for (int i = 0; i < width; i++) {
            double away = input[from + i] - mean;
            squares += away * away;
        }
        double inverse = 1 / Math.sqrt(squares / width + epsilon);
        for (int i = 0; i < width; i++) {
            output[from + i] = (float) ((input[from + i] - mean) * inverse * gamma[i] + beta[i]);
        }
    }
}
