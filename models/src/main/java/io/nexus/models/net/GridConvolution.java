package io.nexus.models.net;

import org.jspecify.annotations.Nullable;

/** Convolution over any number of axes, channels last. */
public final class GridConvolution implements Layer {
    private final Shape shape;
    private final Grid grid;
    private final Matrix[][] kernel;
    private final float @Nullable [] bias;
    private final Activation activation;
    private final int channels;

    /** A convolution.
     *
     * @param kernel for each tap one matrix per group: channels of the group to filters of the group
     * @param bias one value per filter; null for none */
    public GridConvolution(Grid grid, Matrix[][] kernel, float @Nullable [] bias, Activation activation) {
        this.grid = grid;
        this.kernel = kernel;
        this.bias = bias;
        this.activation = activation;
        this.channels = kernel[0].length * kernel[0][0].rows();
        this.shape = grid.shape(kernel[0].length * kernel[0][0].columns());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long cost() {
        return grid.size() * kernel[0].length * kernel[0][0].cost();
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int filters = shape.last();
        for (int window = 0, to = 0; window < grid.count(); window++, to += filters) {
            Vectors.fill(output, to, filters, 0);
            for (int tap = 0; tap < grid.taps(); tap++) {
                int position = grid.position(window, tap);
                if (position >= 0) {
                    addTap(kernel[tap], inputs[0], position * channels, output, to);
                }
            }
            if (bias != null) {
                Vectors.add(bias, output, to);
            }
            activation.apply(output, to, to + filters);
        }
    }

    private static void addTap(Matrix[] groups, float[] input, int from, float[] output, int to) {
        int in = from;
        int out = to;
        for (Matrix group : groups) {
            group.addProduct(input, in, output, out);
            in += group.rows();
            out += group.columns();
        }
    }
}
