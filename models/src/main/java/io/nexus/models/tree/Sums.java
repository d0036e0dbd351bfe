package io.nexus.models.tree;

/** A way to add the leaves that a row reaches; one thread at a time. */
interface Sums {
    void add(double[] x, double[] sums);

    /** The same with a row of its own. */
    Sums open();
}
