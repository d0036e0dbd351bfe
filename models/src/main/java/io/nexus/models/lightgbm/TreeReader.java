package io.nexus.models.lightgbm;

import io.nexus.models.serving.RefusedException;
import io.nexus.models.tree.Missing;
import io.nexus.models.tree.TreeBuilder;
import java.util.Arrays;

/** Passes one tree of a file on to the builder: first its splits, then its leaves. */
final class TreeReader {
    private static final int IS_CATEGORY = 1;
    private static final int IS_DEFAULT_LEFT = 2;
    private static final int MISSING_SHIFT = 2;
    private static final int MAX_DECISION = 15;

    /** LightGBM takes values up to here for zero before it compares them, and holds the number as a float. */
    private static final double ZERO = 1e-35f;

    private final Block tree;
    private final int leaves;
    private double[] boundaries = {};
    private double[] words = {};
    private boolean[] isUsed = {};

    TreeReader(Block tree) throws RefusedException {
        this.tree = tree;
        this.leaves = tree.integer("num_leaves", 1, Integer.MAX_VALUE / 2);
    }

    int leaves() {
        return leaves;
    }

    double[] leafValues() throws RefusedException {
        return tree.numbers("leaf_value", leaves);
    }

    /** Adds the tree with these values in its leaves. */
    void add(TreeBuilder builder, double[] leafValues) throws RefusedException {
        int splits = leaves - 1;
        if (splits > 0) {
            double[] features = tree.numbers("split_feature", splits);
            double[] thresholds = tree.numbers("threshold", splits);
            double[] decisions = tree.numbers("decision_type", splits);
            readSets();
            for (int node = 0; node < splits; node++) {
                int decision = whole("decision_type", decisions[node], 0, MAX_DECISION);
                int feature = whole("split_feature", features[node], Integer.MIN_VALUE, Integer.MAX_VALUE);
                addSplit(builder, feature, thresholds[node], decision);
            }
        }
        for (double value : leafValues) {
            builder.leaf(value);
        }
        if (splits > 0) {
            double[] left = tree.numbers("left_child", splits);
            double[] right = tree.numbers("right_child", splits);
            for (int node = 0; node < splits; node++) {
                builder.children(node, child(left[node]), child(right[node]));
            }
        }
    }

    private void addSplit(TreeBuilder builder, int feature, double threshold, int decision) throws RefusedException {
        boolean isDefaultLeft = (decision & IS_DEFAULT_LEFT) != 0;
        if ((decision & IS_CATEGORY) != 0) {
            builder.categorySplit(feature, set(threshold), false);
            return;
        }
        Missing missing =
                switch (decision >> MISSING_SHIFT) {
                    case 0 -> Missing.NONE;
                    case 1 -> Missing.ZERO;
                    case 2 -> Missing.NAN;
                    default -> throw Refusals.inconsistent(tree.name() + " has a decision_type " + decision);
                };
        builder.split(feature, aroundZero(threshold), isDefaultLeft, missing);
    }

    /** A threshold among the values that count as zero is moved to where it parts them as it parts zero. */
    private static double aroundZero(double threshold) {
        if (!(Math.abs(threshold) <= ZERO)) {
            return threshold;
        }
        return threshold >= 0 ? ZERO : Math.nextDown(-ZERO);
    }

    private void readSets() throws RefusedException {
        int sets = tree.has("num_cat") ? tree.integer("num_cat", 0, Integer.MAX_VALUE - 1) : 0;
        if (sets > 0) {
            boundaries = tree.numbers("cat_boundaries", sets + 1);
            double last = boundaries[sets];
            words = tree.numbers("cat_threshold", whole("cat_boundaries", last, 0, Integer.MAX_VALUE));
            isUsed = new boolean[sets];
            for (int set = 0; set < sets; set++) {
                whole("cat_boundaries", boundaries[set], 0, words.length);
                whole("cat_boundaries", boundaries[set + 1], (int) boundaries[set], words.length);
            }
        }
    }

    private int[] set(double index) throws RefusedException {
        int set = whole("threshold", index, 0, boundaries.length - 2);
        if (isUsed[set]) {
            throw Refusals.inconsistent(tree.name() + " splits twice on its set of categories " + set);
        }
        isUsed[set] = true;
        int from = (int) boundaries[set];
        int[] bits = new int[(int) boundaries[set + 1] - from];
        Arrays.setAll(bits, i -> (int) (long) words[from + i]);
        return bits;
    }

    private int child(double child) throws RefusedException {
        int index = whole("child", child, -leaves, leaves - 2);
        return index >= 0 ? index : leaves - 1 + ~index;
    }

    private int whole(String key, double value, int low, int high) throws RefusedException {
        if (!(value >= low && value <= high) || value != Math.rint(value)) {
            throw Refusals.inconsistent(tree.name() + " has a " + key + " of " + value
                    + ", expected a whole number from " + low + " to " + high);
        }
        return (int) value;
    }
}
