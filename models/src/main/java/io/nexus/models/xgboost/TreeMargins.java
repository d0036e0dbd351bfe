package io.nexus.models.xgboost;

import io.nexus.models.tree.Forest;

/** The tree boosters. */
record TreeMargins(Forest forest) implements Margins {
    @Override
    public void add(double[] inputs, double[] margins) {
        forest.sum(inputs, margins);
    }

    @Override
    public Margins open() {
        return new TreeMargins(forest.open());
    }
}
