package io.nexus.models.net;

/** Steps times their mask, which is the second input. */
public final class MaskedSteps implements Layer {
    private final Shape shape;

    /** For input of [steps, width]. */
    public MaskedSteps(Shape input) {
        this.shape = input;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int width = shape.last();
        for (int i = 0; i < output.length; i++) {
            output[i] = inputs[0][i] * inputs[1][i / width];
        }
    }
}
