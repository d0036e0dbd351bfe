package io.nexus.models.serving;

/** A model file that was read and checked, ready to be opened. Immutable, shared by threads. */
public interface ModelImage {
    Signature signature();

    /** A model of its own for one thread.
     *
     * @throws RefusedException if a native library cannot take the file after all */
    Model open() throws RefusedException;
}
