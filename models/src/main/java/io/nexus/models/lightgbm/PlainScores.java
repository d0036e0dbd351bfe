package io.nexus.models.lightgbm;

import io.nexus.models.tree.Forest;

/** Trees whose leaves are numbers. */
record PlainScores(Forest forest) implements Scores {
    @Override
    public void add(double[] inputs, double[] sums) {
        forest.sum(inputs, sums);
    }

    @Override
    public Scores open() {
        return new PlainScores(forest.open());
    }
}
