package io.nexus.models.net;

import org.jspecify.annotations.Nullable;

/** Gated recurrent unit with the gates in the order update, reset, candidate. */
public final class GruCell implements Cell {
    private static final int GATES = 3;

    private final Matrix kernel;
    private final Matrix recurrent;
    private final @Nullable Matrix afterReset;
    private final Biases biases;
    private final Activation activation;
    private final Activation gate;
    private final int units;

    /** Activations of the candidate and of the gates, and what is added.
     *
     * @param input three values per unit, added to the product with the input; null for none
     * @param recurrent three values per unit, added to the product with the state; null for none */
    public record Biases(float @Nullable [] input, float @Nullable [] recurrent) {}

    private GruCell(Matrix[] maps, Biases biases, Activation activation, Activation gate) {
        this.kernel = maps[0];
        this.recurrent = maps[1];
        this.afterReset = maps.length > 2 ? maps[2] : null;
        this.biases = biases;
        this.activation = activation;
        this.gate = gate;
        this.units = recurrent.rows();
    }

    /** The reset gate is applied after the product with the state.
     *
     * @param kernel three columns per unit
     * @param recurrent likewise */
    public static GruCell resetAfter(
            Matrix kernel, Matrix recurrent, Biases biases, Activation activation, Activation gate) {
        return new GruCell(new Matrix[] {kernel, recurrent}, biases, activation, gate);
    }

    /** The reset gate is applied to the state before the product.
     *
     * @param kernel three columns per unit
     * @param recurrent weights of update and reset, two columns per unit, then those of the candidate */
    public static GruCell resetBefore(
            Matrix kernel, Matrix[] recurrent, float @Nullable [] bias, Activation activation, Activation gate) {
        Matrix[] maps = {kernel, recurrent[0], recurrent[1]};
        return new GruCell(maps, new Biases(bias, null), activation, gate);
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
        return units;
    }

    @Override
    public int workSize() {
        return (1 + 2 * GATES) * units;
    }

    @Override
    public long cost() {
        return kernel.cost() + recurrent.cost() + (afterReset == null ? 0 : afterReset.cost());
    }

    @Override
    public void step(float[] in, int from, float[] work) {
        int update = units;
        int candidate = 3 * units;
        int inner = 4 * units;
        Vectors.fill(work, update, 2 * GATES * units, 0);
        kernel.addProduct(in, from, work, update);
        if (biases.input() != null) {
            Vectors.add(biases.input(), work, update);
        }
        recurrent.addProduct(work, 0, work, inner);
        if (biases.recurrent() != null) {
            Vectors.add(biases.recurrent(), work, inner);
        }
        for (int i = 0; i < 2 * units; i++) {
            work[update + i] += work[inner + i];
        }
        gate.apply(work, update, candidate);
        if (afterReset == null) {
            addAfter(work);
        } else {
            addBefore(afterReset, work);
        }
        activation.apply(work, candidate, inner);
        for (int i = 0; i < units; i++) {
            float kept = work[update + i];
            work[i] = kept * work[i] + (1 - kept) * work[candidate + i];
        }
    }

    /** Candidate plus reset times the product with the state. */
    private void addAfter(float[] work) {
        for (int i = 0; i < units; i++) {
            work[3 * units + i] += work[2 * units + i] * work[6 * units + i];
        }
    }

    /** Candidate plus the product with reset times the state. */
    private void addBefore(Matrix map, float[] work) {
        int kept = 4 * units;
        for (int i = 0; i < units; i++) {
            work[kept + i] = work[2 * units + i] * work[i];
        }
        map.addProduct(work, kept, work, 3 * units);
    }
}
