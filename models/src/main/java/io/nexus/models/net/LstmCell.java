package io.nexus.models.net;

import org.jspecify.annotations.Nullable;

/** Long short-term memory with the gates in the order input, forget, candidate, output; the state is output and
 * memory. */
public final class LstmCell implements Cell {
    private static final int GATES = 4;

    private final Matrix kernel;
    private final Matrix recurrent;
    private final float @Nullable [] bias;
    private final Activation activation;
    private final Activation gate;
    private final int units;

    /** With kernels of four columns per unit and a bias of four values per unit, or null for none. */
    public LstmCell(Matrix kernel, Matrix recurrent, float @Nullable [] bias, Activation activation, Activation gate) {
        this.kernel = kernel;
        this.recurrent = recurrent;
        this.bias = bias;
        this.activation = activation;
        this.gate = gate;
        this.units = recurrent.rows();
    }

    @Override
    public int inputs() {
        return kernel.rows();
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public int stateSize() {
        return 2 * units;
    }

    @Override
    public int workSize() {
        return (2 + GATES + 1) * units;
    }

    @Override
    public long cost() {
        return kernel.cost() + recurrent.cost();
    }

    @Override
    public void step(float[] in, int from, float[] work) {
        int input = 2 * units;
        int forget = input + units;
        int candidate = forget + units;
        int out = candidate + units;
        int end = out + units;
        Vectors.fill(work, input, GATES * units, 0);
        kernel.addProduct(in, from, work, input);
        recurrent.addProduct(work, 0, work, input);
        if (bias != null) {
            Vectors.add(bias, work, input);
        }
        gate.apply(work, input, candidate);
        activation.apply(work, candidate, out);
        gate.apply(work, out, end);
        for (int i = 0; i < units; i++) {
            float memory = work[forget + i] * work[units + i] + work[input + i] * work[candidate + i];
            work[units + i] = memory;
            work[end + i] = memory;
        }
        activation.apply(work, end, end + units);
        for (int i = 0; i < units; i++) {
            work[i] = work[out + i] * work[end + i];
        }
    }
}
