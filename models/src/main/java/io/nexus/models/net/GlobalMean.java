package io.nexus.models.net;

/** Mean over all steps per channel; with a mask as second input only over the steps that it keeps, 0 / 0 if it keeps
 * none. */
public final class GlobalMean implements Layer {
    private final Shape shape;

    /** For input of [steps, channels]. */
    public GlobalMean(Shape input) {
        this.shape = Shape.of(input.last());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        float[] input = inputs[0];
        int channels = output.length;
        int steps = input.length / channels;
        Vectors.fill(output, 0, channels, 0);
        float count = 0;
        for (int step = 0; step < steps; step++) {
            if (inputs.length == 1 || inputs[1][step] != 0) {
                count++;
                for (int i = 0; i < channels; i++) {
                    output[i] += input[step * channels + i];
                }
            }
        }
        for (int i = 0; i < channels; i++) {
            output[i] /= count;
        }
    }
}
