package io.nexus.models.net;

/** (x - mean) / deviation per value of the last axis. */
public final class Standardize implements Layer {
    private final Shape shape;
    private final float[] means;
    private final float[] deviations;

    /** With as many means and deviations as the last axis has values. */
    public Standardize(Shape input, float[] means, float[] deviations) {
        if (means.length != input.last() || deviations.length != input.last()) {
            throw new IllegalArgumentException(
                    means.length + " means and " + deviations.length + " deviations for " + input);
        }
        this.shape = input;
        this.means = means;
        this.deviations = deviations;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        float[] input = inputs[0];
        int width = means.length;
        for (int from = 0; from < output.length; from += width) {
            for (int i = 0; i < width; i++) {
                output[from + i] = (input[from + i] - means[i]) / deviations[i];
            }
        }
    }
}
