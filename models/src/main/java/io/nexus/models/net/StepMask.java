package io.nexus.models.net;

/** Which steps count: 1 where any value of the step differs from the masked value, else 0. */
public final class StepMask implements Layer {
    private final Shape shape;
    private final int width;
    private final float masked;

    /** For input of [steps, width]. */
    public StepMask(Shape input, float masked) {
        this.shape = Shape.of(input.rows());
        this.width = input.last();
        this.masked = masked;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        for (int step = 0; step < output.length; step++) {
            output[step] = counts(inputs[0], step * width) ? 1 : 0;
        }
    }

    private boolean counts(float[] input, int from) {
        for (int i = from; i < from + width; i++) {
            if (input[i] != masked) {
                return true;
            }
        }
        return false;
    }
}
