package io.nexus.models.net;

/** Normalises the channels of each group together over all positions; sums in double precision. */
public final class GroupNorm implements Layer {
    private final Shape shape;
    private final int groups;
    private final float[] gamma;
    private final float[] beta;
    private final double epsilon;

    /** With as many factors gamma and offsets beta as the last axis has values, which groups divide. */
    public GroupNorm(Shape input, int groups, float[] gamma, float[] beta, double epsilon) {
        if (gamma.length != input.last() || beta.length != input.last() || input.last() % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + input + " with " + gamma.length + " factors");
        }
        this.shape = input;
        this.groups = groups;
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
        for (int group = 0; group < groups; group++) {
            group(inputs[0], output, group * (gamma.length / groups));
        }
    }

    private void group(float[] input, float[] output, int from) {
        int width = gamma.length / groups;
        int count = input.length / groups;
        double sum = 0;
        for (int row = from; row < input.length; row += gamma.length) {
            for (int i = row; i < row + width; i++) {
                sum += input[i];
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (int row = from; row < input.length; row += gamma.length) {
            for (int i = row; i < row + width; i++) {
                squares += (input[i] - mean) * (input[i] - mean);
            }
        }
        double inverse = 1 / Math.sqrt(squares / count + epsilon);
        for (int row = 0; row < input.length; row += gamma.length) {
            for (int i = from; i < from + width; i++) {
                output[row + i] = (float) ((input[row + i] - mean) * inverse * gamma[i] + beta[i]);
            }
        }
    }
}
