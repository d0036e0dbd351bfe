package io.nexus.models.lightgbm;

import io.nexus.models.serving.RefusedException;

/** The linear models in the leaves of one tree, one after the other.
 *
 * @param values of the leaves where a feature is missing
 * @param starts of each leaf's features in the two arrays that follow, and one end more */
record LinearLeaves(double[] values, double[] constants, int[] starts, int[] features, double[] factors) {
    /** Values up to here count as zero, as everywhere in LightGBM. */
    private static final double ZERO = 1e-35f;

    /** The leaves of a tree; one without linear models has its values as constants. */
    static LinearLeaves of(Block tree, TreeReader reader, int features) throws RefusedException {
        int leaves = reader.leaves();
        double[] values = reader.leafValues();
        if (!isLinear(tree)) {
            return new LinearLeaves(values, values, new int[leaves + 1], new int[0], new double[0]);
        }
        double[] counts = tree.numbers("num_features", leaves);
        int[] starts = new int[leaves + 1];
        for (int leaf = 0; leaf < leaves; leaf++) {
            if (!(counts[leaf] >= 0 && counts[leaf] <= features)) {
                throw Refusals.inconsistent(tree.name() + " has a linear leaf of " + counts[leaf] + " features");
            }
            long end = starts[leaf] + (long) counts[leaf];
            if (end > tree.text("leaf_features").length()) {
                throw Refusals.inconsistent(tree.name() + " has fewer leaf_features than it announces");
            }
            starts[leaf + 1] = (int) end;
        }
        double[] given = tree.numbers("leaf_features", starts[leaves]);
        int[] indices = new int[given.length];
        for (int i = 0; i < indices.length; i++) {
            if (!(given[i] >= 0 && given[i] < features)) {
                throw Refusals.inconsistent(
                        tree.name() + " has a linear leaf on feature " + given[i] + " of " + features);
            }
            indices[i] = (int) given[i];
        }
        double[] constants = finite(tree, tree.numbers("leaf_const", leaves));
        double[] factors = finite(tree, tree.numbers("leaf_coeff", starts[leaves]));
        return new LinearLeaves(finite(tree, values), constants, starts, indices, factors);
    }

    static boolean isLinear(Block tree) throws RefusedException {
        return tree.has("is_linear") && tree.integer("is_linear", 0, 1) == 1;
    }

    private static double[] finite(Block tree, double[] values) throws RefusedException {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw Refusals.inconsistent(tree.name() + " has a linear leaf with " + value);
            }
        }
        return values;
    }

    double answer(int leaf, double[] x) {
        double sum = constants[leaf];
        for (int i = starts[leaf]; i < starts[leaf + 1]; i++) {
            double value = x[features[i]];
            if (Double.isNaN(value)) {
                return values[leaf];
            }
            sum += factors[i] * (Math.abs(value) <= ZERO ? 0 : value);
        }
        return sum;
    }
}
