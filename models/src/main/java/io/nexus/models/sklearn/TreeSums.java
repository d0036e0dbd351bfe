package io.nexus.models.sklearn;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.tree.CategoryCast;
import io.nexus.models.tree.Comparison;
import io.nexus.models.tree.Forest;
import io.nexus.models.tree.LeafRules;
import io.nexus.models.tree.Missing;
import io.nexus.models.tree.TreeBuilder;
import io.nexus.models.tree.TreeRules;

/** Sums of trees as scikit-learn adds them: {@code x <= threshold} goes left, leaves are doubles, in the order of
 * the trees. */
final class TreeSums {
    private final int features;
    private final int outputs;
    private final int width;
    private final TreeBuilder builder;

    /** A forest.
     *
     * @param type FLOAT32 if rows are cast to float
     * @param width values of a leaf: 1, or as many as outputs */
    TreeSums(int features, NumberType type, int width, int outputs) {
        this.features = features;
        this.outputs = outputs;
        this.width = width;
        builder = new TreeBuilder(
                features,
                new TreeRules(
                        Comparison.LESS_OR_EQUAL,
                        type,
                        Missing.NAN,
                        CategoryCast.NEGATIVE_IS_NONE,
                        new LeafRules(NumberType.FLOAT64, width, outputs)));
    }

    /** Adds a tree whose leaves have a value for each output. */
    void add(TreeNodes nodes, double[] leaves) {
        add(nodes, leaves, 0);
    }

    /** Adds a tree.
     *
     * @param leaves values of every node, one node after the other; those of splits are not used
     * @param output that leaves of one value add to */
    void add(TreeNodes nodes, double[] leaves, int output) {
        builder.startTree(output);
        double[] leaf = new double[width];
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.isLeaf(n)) {
                System.arraycopy(leaves, n * width, leaf, 0, width);
                builder.leaf(leaf);
            } else if (nodes.isCategory(n)) {
                builder.categorySplit(index(nodes.feature()[n]), nodes.categories(n), nodes.isMissingLeft()[n]);
            } else {
                builder.split(index(nodes.feature()[n]), nodes.threshold()[n], nodes.isMissingLeft()[n]);
            }
        }
        for (int n = 0; n < nodes.size(); n++) {
            if (!nodes.isLeaf(n)) {
                builder.children(n, index(nodes.left()[n]), index(nodes.right()[n]));
            }
        }
    }

    /** Start plus the sums of the trees.
     *
     * @throws RefusedException if a tree contradicts itself */
    Stage build(double[] start) throws RefusedException {
        Forest forest = builder.build();
        double[] from = start.clone();
        return new Stage(features, outputs, () -> {
            Forest open = forest.open();
            return (in, out) -> {
                System.arraycopy(from, 0, out, 0, outputs);
                open.sum(in, out);
            };
        });
    }

    private static int index(long index) {
        return index == (int) index ? (int) index : -1;
    }
}
