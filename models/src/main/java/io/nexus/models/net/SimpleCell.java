package io.nexus.models.net;

import org.jspecify.annotations.Nullable;

/** activation(x W + b + h U). */
public final class SimpleCell implements Cell {
    private final Matrix kernel;
    private final Matrix recurrent;
    private final float @Nullable [] bias;
    private final Activation activation;

    /** With a bias of one value per unit, or null for none. */
    public SimpleCell(Matrix kernel, Matrix recurrent, float @Nullable [] bias, Activation activation) {
        this.kernel = kernel;
        this.recurrent = recurrent;
        this.bias = bias;
        this.activation = activation;
    }

    @Override
    public int inputs() {
        return kernel.rows();
    }

    @Override
    public int units() {
        return kernel.columns();
    }

    @Override
    public int stateSize() {
        return units();
    }

    @Override
    public int workSize() {
        return 2 * units();
    }

    @Override
    public long cost() {
        return kernel.cost() + recurrent.cost();
    }

    @Override
    public void step(float[] in, int from, float[] work) {
        int units = units();
        Vectors.fill(work, units, units, 0);
        kernel.addProduct(in, from, work, units);
        if (bias != null) {
            Vectors.add(bias, work, units);
        }
        recurrent.addProduct(work, 0, work, units);
        activation.apply(work, units, 2 * units);
        System.arraycopy(work, units, work, 0, units);
    }
}
