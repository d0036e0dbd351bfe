package io.nexus.models.tree;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Nodes as a reader passes them on: indices of children are within their tree, thresholds are those of the writer. */
final class RawTrees {
    /** No forest has more nodes. */
    static final int MAX_NODES = 1 << 22;

    /** All sets of categories of a forest together hold no more words. */
    static final int MAX_WORDS = 1 << 24;

    private static final int START = 64;
    private static final int NO_CHILD = -1;

    private final int features;
    private final TreeRules rules;
    private final List<int[]> sets = new ArrayList<>();
    private int[] rootOfTree = new int[START];
    private int[] outputOfTree = new int[START];
    private byte[] kinds = new byte[START];
    private int[] featureOrRef = new int[START];
    private double[] thresholds = new double[START];
    private int[] left = new int[START];
    private int[] right = new int[START];
    private double[] leaves = new double[START];
    private int trees;
    private int nodes;
    private int leafValues;
    private int words;
    private String fault = "";
    private boolean isTooLarge;

    RawTrees(int features, TreeRules rules) {
        this.features = features;
        this.rules = rules;
    }

    void startTree(int output) {
        if (trees == rootOfTree.length) {
            rootOfTree = Arrays.copyOf(rootOfTree, 2 * trees);
            outputOfTree = Arrays.copyOf(outputOfTree, 2 * trees);
        }
        if (output < 0 || output >= rules.leaves().outputs()) {
            fault("tree " + trees + " adds to output " + output + " of "
                    + rules.leaves().outputs());
        }
        rootOfTree[trees] = nodes;
        outputOfTree[trees++] = output;
    }

    int addSplit(byte kind, int feature, double threshold) {
        if (feature < 0 || feature >= features) {
            fault("tree " + (trees - 1) + " splits on feature " + feature + " of " + features);
        }
        if (Double.isNaN(threshold)) {
            fault("a threshold of tree " + (trees - 1) + " is not a number");
        }
        if (threshold == Double.NEGATIVE_INFINITY && rules.comparison() == Comparison.LESS) {
            fault("a threshold of tree " + (trees - 1) + " is -Infinity, and no value is less");
        }
        return add(kind, feature, threshold);
    }

    int addCategorySplit(byte kind, int feature, int[] bits) {
        if (bits.length > MAX_WORDS - words) {
            isTooLarge = true;
        } else {
            words += bits.length;
            sets.add(bits.clone());
        }
        return addSplit(kind, feature, sets.size() - 1);
    }

    int addLeaf(double[] values) {
        if (values.length != rules.leaves().width()) {
            fault("a leaf of tree " + (trees - 1) + " has " + values.length + " values instead of "
                    + rules.leaves().width());
        }
        int node = add(NodeKind.LEAF, leafValues, Double.POSITIVE_INFINITY);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                fault("a leaf of tree " + (trees - 1) + " is " + value);
            }
            if (leafValues == leaves.length) {
                leaves = Arrays.copyOf(leaves, 2 * leafValues);
            }
            if (!isTooLarge) {
                leaves[leafValues++] = value;
            }
        }
        return node;
    }

    private int add(byte kind, int featureOrRefOfNode, double threshold) {
        if (trees == 0) {
            throw new IllegalStateException("a node comes before the first tree");
        }
        int index = nodes - rootOfTree[trees - 1];
        if (nodes == MAX_NODES || leafValues >= MAX_NODES) {
            isTooLarge = true;
            return index;
        }
        if (nodes == kinds.length) {
            grow();
        }
        kinds[nodes] = kind;
        featureOrRef[nodes] = featureOrRefOfNode;
        thresholds[nodes] = threshold;
        left[nodes] = NO_CHILD;
        right[nodes] = NO_CHILD;
        nodes++;
        return index;
    }

    private void grow() {
        int size = 2 * nodes;
        kinds = Arrays.copyOf(kinds, size);
        featureOrRef = Arrays.copyOf(featureOrRef, size);
        thresholds = Arrays.copyOf(thresholds, size);
        left = Arrays.copyOf(left, size);
        right = Arrays.copyOf(right, size);
    }

    void children(int node, int leftChild, int rightChild) {
        int absolute = rootOfTree[trees - 1] + node;
        if (node < 0 || absolute >= nodes) {
            fault("tree " + (trees - 1) + " has no node " + node);
            return;
        }
        left[absolute] = leftChild;
        right[absolute] = rightChild;
    }

    private void fault(String reason) {
        if (fault.isEmpty()) {
            fault = reason;
        }
    }

    /** Refuses what {@link TreeBuilder#build()} refuses. */
    void check() throws RefusedException {
        if (isTooLarge) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "the forest has more than " + MAX_NODES + " nodes, or more categories than a model may have",
                    "Train with fewer trees or fewer leaves per tree.");
        }
        if (!fault.isEmpty()) {
            throw inconsistent(fault);
        }
        boolean[] isReached = new boolean[nodes];
        int[] stack = new int[START];
        for (int tree = 0; tree < trees; tree++) {
            stack = reach(tree, isReached, stack);
        }
    }

    private int[] reach(int tree, boolean[] isReached, int[] first) throws RefusedException {
        int[] stack = first;
        int root = rootOfTree[tree];
        int end = end(tree);
        if (root == end) {
            throw inconsistent("tree " + tree + " has no nodes");
        }
        int found = 1;
        int depth = 0;
        stack[depth++] = root;
        isReached[root] = true;
        while (depth > 0) {
            int node = stack[--depth];
            if (kinds[node] == NodeKind.LEAF) {
                continue;
            }
            if (depth + 2 > stack.length) {
                stack = Arrays.copyOf(stack, 2 * stack.length);
            }
            stack[depth++] = child(tree, left[node], isReached);
            stack[depth++] = child(tree, right[node], isReached);
            found += 2;
        }
        if (found != end - root) {
            throw inconsistent("tree " + tree + " has " + (end - root) + " nodes, and its root reaches " + found);
        }
        return stack;
    }

    private int child(int tree, int child, boolean[] isReached) throws RefusedException {
        int size = end(tree) - rootOfTree[tree];
        if (child < 0 || child >= size) {
            throw inconsistent("tree " + tree + " has a child " + child + " of " + size + " nodes");
        }
        int node = rootOfTree[tree] + child;
        if (isReached[node]) {
            throw inconsistent("tree " + tree + " reaches node " + child + " twice");
        }
        isReached[node] = true;
        return node;
    }

    private static RefusedException inconsistent(String reason) {
        return new RefusedException(
                Refusal.INCONSISTENT,
                reason,
                "The file is damaged: save the model again with the library that trained it.");
    }

    int features() {
        return features;
    }

    TreeRules rules() {
        return rules;
    }

    int trees() {
        return trees;
    }

    int nodes() {
        return nodes;
    }

    int root(int tree) {
        return rootOfTree[tree];
    }

    int end(int tree) {
        return tree + 1 < trees ? rootOfTree[tree + 1] : nodes;
    }

    int output(int tree) {
        return outputOfTree[tree];
    }

    byte kind(int node) {
        return kinds[node];
    }

    /** Feature of a split, place of the first value of a leaf. */
    int featureOrRef(int node) {
        return featureOrRef[node];
    }

    double threshold(int node) {
        return thresholds[node];
    }

    /** Absolute index of the left child of a split. */
    int left(int tree, int node) {
        return rootOfTree[tree] + left[node];
    }

    int right(int tree, int node) {
        return rootOfTree[tree] + right[node];
    }

    double[] leaves() {
        return Arrays.copyOf(leaves, leafValues);
    }

    List<int[]> sets() {
        return sets;
    }
}
