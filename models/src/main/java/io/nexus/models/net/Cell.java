package io.nexus.models.net;

/** What a recurrent layer does at one step. Immutable. */
public sealed interface Cell permits SimpleCell, LstmCell, GruCell {
    /** Values of a step's input. */
    int inputs();

    /** Values of a step's output: the first of the state. */
    int units();

    /** Floats carried from step to step. */
    int stateSize();

    /** Floats of the state and of scratch memory after it. */
    int workSize();

    /** Multiplications of one step. */
    long cost();

    /** Replaces the state by the next one.
     *
     * @param in holds the step's input from {@code from}
     * @param work {@link #workSize()} floats: the state, then any content */
    void step(float[] in, int from, float[] work);
}
