package io.nexus.models.net;

/** An activation of its own, along the last axis. */
public final class Elementwise implements Layer {
    private final Shape shape;
    private final Activation activation;

    public Elementwise(Shape input, Activation activation) {
        this.shape = input;
        this.activation = activation;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        System.arraycopy(inputs[0], 0, output, 0, output.length);
        int width = shape.last();
        for (int from = 0; from < output.length; from += width) {
            activation.apply(output, from, from + width);
        }
    }
}
