package io.nexus.models.net;

import org.jspecify.annotations.Nullable;

/** Product with a matrix along the last axis, bias, activation. */
public final class Dense implements Layer {
    private final Shape shape;
    private final Matrix kernel;
    private final float @Nullable [] bias;
    private final Activation activation;

    /** For input whose last axis has {@code kernel.rows()} values.
     *
     * @param bias {@code kernel.columns()} values; null for none */
    public Dense(Shape input, Matrix kernel, float @Nullable [] bias, Activation activation) {
        this.shape = input.withLast(kernel.columns());
        this.kernel = kernel;
        this.bias = bias;
        this.activation = activation;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long cost() {
        return shape.rows() * kernel.cost();
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        float[] input = inputs[0];
        int width = kernel.columns();
        for (int from = 0, to = 0; to < output.length; from += kernel.rows(), to += width) {
            Vectors.fill(output, to, width, 0);
            kernel.addProduct(input, from, output, to);
            if (bias != null) {
                Vectors.add(bias, output, to);
            }
            activation.apply(output, to, to + width);
        }
    }
}
