package io.nexus.models.serving;

/** A model that is open: numbers in, numbers out. One thread at a time; a call allocates nothing in Java. */
public interface Model extends AutoCloseable {
    Signature signature();

    /** Computes one row, to the bits of the file's own library where that is possible.
     *
     * @param inputs all inputs one after the other, each row-major, {@link Signature#inputWidth()} values or more; NaN is a missing
     *     value; each is cast to the number type of its port as the writer casts it
     * @param outputs receives {@link Signature#outputWidth()} values, in the order of the ports; a class label is its number, or,
     *     if it is a text, its place among the labels
     * @throws ModelFailure if a native library reports an error; nothing else is thrown for any values */
    void evaluate(double[] inputs, double[] outputs);

    /** Memory outside the heap that this model holds. */
    default long nativeBytes() {
        return 0;
    }

    @Override
    default void close() {}
}
