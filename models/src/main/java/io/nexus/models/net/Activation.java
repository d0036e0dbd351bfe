package io.nexus.models.net;

/** A function of values, changed in place. */
@FunctionalInterface
public interface Activation {
    /** Changes the values from {@code from} to before {@code to}: one row, which matters only for softmax. */
    void apply(float[] values, int from, int to);
}
