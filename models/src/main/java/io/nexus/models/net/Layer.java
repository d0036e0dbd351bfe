package io.nexus.models.net;

/** One step of a net with its weights. Immutable, shared by threads; what a row needs is handed in. */
public interface Layer {
    /** Of what it gives. */
    Shape shape();

    /** Floats of scratch memory that {@link #apply} needs. */
    default int workSize() {
        return 0;
    }

    /** Multiplications of one row, roughly. */
    default long cost() {
        return shape().count();
    }

    /** Computes one row.
     *
     * @param inputs arrays of the sizes that the layer was made for
     * @param output receives {@code shape().count()} values; never one of the inputs
     * @param work at least {@link #workSize()} floats of any content */
    void apply(float[][] inputs, float[] output, float[] work);
}
