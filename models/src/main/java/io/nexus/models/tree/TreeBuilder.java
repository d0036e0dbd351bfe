package io.nexus.models.tree;

import io.nexus.models.serving.RefusedException;

/** Collects the nodes of a forest. Nodes may come in any order as long as node 0 is the root of its
 * tree. Nothing is checked before {@link #build()}, so a reader passes on what its file says.
 *
 * <pre>{@code
 * builder.startTree();
 * int root = builder.split(3, 0.5, true);
 * builder.children(root, builder.leaf(-1.0), builder.leaf(2.0));
 * }</pre> */
public final class TreeBuilder {
    private final RawTrees raw;

    /** A forest over so many features. */
    public TreeBuilder(int features, TreeRules rules) {
        this.raw = new RawTrees(features, rules);
    }

    /** The next tree; with leaves of one value it adds to the outputs in turn: tree t to output t mod outputs. */
    public void startTree() {
        startTree(raw.trees() % raw.rules().leaves().outputs());
    }

    /** The next tree, whose leaves of one value add to this output. */
    public void startTree(int output) {
        raw.startTree(output);
    }

    /** A numeric split with the missing values of the rules.
     *
     * @return index of the node within its tree, from 0 */
    public int split(int feature, double threshold, boolean isMissingLeft) {
        return split(feature, threshold, isMissingLeft, raw.rules().missing());
    }

    /** A numeric split with missing values of its own. */
    public int split(int feature, double threshold, boolean isMissingLeft, Missing missing) {
        return raw.addSplit(NodeKind.numeric(missing, isMissingLeft), feature, threshold);
    }

    /** A split whose left side takes the categories of a set and whose right side takes all others.
     *
     * @param bits 32 categories an int, category 0 in the lowest bit of the first
     * @param isMissingLeft side of NaN */
    public int categorySplit(int feature, int[] bits, boolean isMissingLeft) {
        return raw.addCategorySplit(isMissingLeft ? NodeKind.CATEGORY_LEFT : NodeKind.CATEGORY_RIGHT, feature, bits);
    }

    /** A leaf of one value, or of one per output. */
    public int leaf(double... values) {
        return raw.addLeaf(values);
    }

    /** Joins a split to its children, which may be added later. */
    public void children(int node, int left, int right) {
        raw.children(node, left, right);
    }

    /** The forest.
     *
     * @throws RefusedException TOO_LARGE if it has more than four million nodes, INCONSISTENT if a tree has no nodes,
     *     a node is reached twice or never or does not exist, a feature or output is out of range, a threshold is NaN
     *     or a leaf is no finite number or has a wrong number of values */
    public Forest build() throws RefusedException {
        raw.check();
        return Forest.of(raw);
    }
}
