package io.nexus.models.net;

/** x times a factor plus an offset, both per value of the last axis: batch normalisation, rescaling. */
public final class Affine implements Layer {
    private final Shape shape;
    private final float[] factors;
    private final float[] offsets;

    /** With as many factors and offsets as the last axis has values. */
    public Affine(Shape input, float[] factors, float[] offsets) {
        if (factors.length != input.last() || offsets.length != input.last()) {
            throw new IllegalArgumentException(
                    factors.length + " factors and " + offsets.length + " offsets for " + input);
        }
        this.shape = input;
        this.factors = factors;
        this.offsets = offsets;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        float[] input = inputs[0];
        int width = factors.length;
        for (int from = 0; from < output.length; from += width) {
            for (int i = 0; i < width; i++) {
                output[from + i] = input[from + i] * factors[i] + offsets[i];
            }
        }
    }
}
