package io.nexus.models.xgboost;

/** Adds to the margins what a row is worth; one thread at a time. */
interface Margins {
    void add(double[] inputs, double[] margins);

    /** The same for one more thread. */
    Margins open();
}
