package io.nexus.models.net;

/** PReLU: each value has a slope of its own below 0. */
public final class Slopes implements Layer {
    private final Shape shape;
    private final float[] slopes;

    /** With one slope for each value. */
    public Slopes(Shape input, float[] slopes) {
        if (slopes.length != input.count()) {
            throw new IllegalArgumentException(slopes.length + " slopes for " + input);
        }
        this.shape = input;
        this.slopes = slopes;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        float[] input = inputs[0];
        for (int i = 0; i < output.length; i++) {
            float x = input[i];
            output[i] = x > 0 ? x : slopes[i] * x;
        }
    }
}
