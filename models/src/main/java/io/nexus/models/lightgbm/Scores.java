package io.nexus.models.lightgbm;

/** Sums of trees; one thread at a time. */
interface Scores {
    /** Adds what a row is worth to the sums, which may be longer than there are outputs. */
    void add(double[] inputs, double[] sums);

    /** The same for one more thread. */
    Scores open();
}
