package io.nexus.models.serving;

/** A model file that was read and checked, ready to be opened. Immutable, shared by threads. */
public interface ModelImage {
    Signature signature();

    /** Memory outside the heap that each model opened from it holds, estimated from above; 0 if it is evaluated in Java. */
    default long nativeBytes() {
        return 0;
    }

    /** A model of its own for one thread.
     *
     * @throws RefusedException if a native library cannot take the file after all */
    Model open() throws RefusedException;
}
