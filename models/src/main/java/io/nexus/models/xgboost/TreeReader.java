package io.nexus.models.xgboost;

import io.nexus.models.serving.RefusedException;
import io.nexus.models.tree.TreeBuilder;
import java.util.Arrays;

/** Passes one tree of a file on to the builder, from its root down: nodes that training deleted are left out. */
final class TreeReader {
    private static final String LEAF_WEIGHTS = "leaf_weights";
    private static final int NO_CHILD = -1;
    private static final int NOT_REACHED = -1;
    private static final int WORD = 32;

    /** Larger categories are not exact floats, and XGBoost takes none. */
    private static final int MAX_CATEGORY = 1 << 24;

    /** What all category sets of a tree may hold, in words. */
    private static final int MAX_WORDS = 1 << 22;

    private final Section tree;
    private final TreeBuilder builder;
    private final int nodes;
    private final double[] left;
    private final double[] right;
    private final double[] features;
    private final double[] conditions;
    private final double[] isDefaultLeft;
    private final int[][] setOfNode;
    private final double[] leafWeights;
    /** Releases before 3.2 hold a vector for every node. */
    private final boolean isVectorOfNode;

    private final int leafWidth;

    TreeReader(Section tree, TreeBuilder builder, int leafWidth) throws RefusedException {
        this.tree = tree;
        this.builder = builder;
        this.left = tree.numbers("left_children");
        this.nodes = left.length;
        this.right = array("right_children");
        this.features = array("split_indices");
        this.conditions = array("split_conditions");
        this.isDefaultLeft = array("default_left");
        this.leafWidth = leafWidth;
        this.isVectorOfNode = leafWidth > 1 && !tree.has(LEAF_WEIGHTS);
        this.leafWeights = leafWidth > 1 ? tree.numbers(isVectorOfNode ? "base_weights" : LEAF_WEIGHTS) : new double[0];
        this.setOfNode = sets();
        Section parameters = tree.section("tree_param");
        if (parameters.integer("num_nodes", 1, Integer.MAX_VALUE) != nodes) {
            throw Refusals.inconsistent(tree.path() + " announces a different number of nodes than its " + nodes);
        }
    }

    private double[] array(String key) throws RefusedException {
        double[] values = tree.numbers(key);
        if (values.length != nodes) {
            throw Refusals.inconsistent(
                    tree.path() + "." + key + " has " + values.length + " values for " + nodes + " nodes");
        }
        return values;
    }

    /** Adds the nodes that the root reaches.
     *
     * @param weight factor of every leaf, 1 but for dart
     * @param base that is added to a leaf and taken away again before that, which rounds it; 0 for nothing */
    void add(float weight, float base) throws RefusedException {
        int[] place = new int[nodes];
        Arrays.fill(place, NOT_REACHED);
        int[] order = new int[nodes];
        place[0] = 0;
        int found = 1;
        for (int at = 0; at < found; at++) {
            int node = order[at];
            addNode(node, weight, base);
            if (!isLeaf(node)) {
                for (int child : new int[] {(int) left[node], (int) right[node]}) {
                    reach(child, place);
                    place[child] = found;
                    order[found++] = child;
                }
            }
        }
        for (int at = 0; at < found; at++) {
            int node = order[at];
            if (!isLeaf(node)) {
                join(at, node, place);
            }
        }
        int deleted = tree.section("tree_param").integer("num_deleted", 0, nodes);
        if (found != nodes - deleted) {
            throw Refusals.inconsistent(
                    tree.path() + " has " + (nodes - deleted) + " nodes, and its root reaches " + found);
        }
    }

    private void join(int at, int node, int[] place) {
        int leftPlace = place[(int) left[node]];
        int rightPlace = place[(int) right[node]];
        // XGBoost sends the categories of a set to the right
        boolean isCategory = setOfNode[node] != null;
        builder.children(at, isCategory ? rightPlace : leftPlace, isCategory ? leftPlace : rightPlace);
    }

    private void reach(int child, int[] place) throws RefusedException {
        if (child < 0 || child >= nodes) {
            throw Refusals.inconsistent(tree.path() + " has a child " + child + " of " + nodes + " nodes");
        }
        if (place[child] != NOT_REACHED) {
            throw Refusals.inconsistent(tree.path() + " reaches node " + child + " twice");
        }
    }

    private boolean isLeaf(int node) {
        return left[node] == NO_CHILD;
    }

    private void addNode(int node, float weight, float base) throws RefusedException {
        if (isLeaf(node)) {
            builder.leaf(
                    leafWidth > 1
                            ? vector(node, weight)
                            : new double[] {((float) conditions[node] + base - base) * weight});
            return;
        }
        boolean isMissingLeft = isDefaultLeft[node] != 0;
        if (setOfNode[node] != null) {
            builder.categorySplit((int) features[node], setOfNode[node], !isMissingLeft);
        } else {
            builder.split((int) features[node], (float) conditions[node], isMissingLeft);
        }
    }

    /** The vector of a leaf is that of its node, or its right child says which one is its own. */
    private double[] vector(int node, float weight) throws RefusedException {
        double first = (isVectorOfNode ? node : right[node]) * leafWidth;
        if (!(first >= 0 && first + leafWidth <= leafWeights.length)) {
            throw Refusals.inconsistent(tree.path() + " has a leaf vector " + (long) (first / leafWidth) + " of "
                    + leafWeights.length / leafWidth);
        }
        double[] values = new double[leafWidth];
        for (int k = 0; k < leafWidth; k++) {
            values[k] = (float) leafWeights[(int) first + k] * weight;
        }
        return values;
    }

    private int[][] sets() throws RefusedException {
        int[][] sets = new int[nodes][];
        double[] types = tree.numbersOrNone("split_type");
        double[] categories = tree.numbersOrNone("categories");
        double[] owners = tree.numbersOrNone("categories_nodes");
        double[] starts = tree.numbersOrNone("categories_segments");
        double[] sizes = tree.numbersOrNone("categories_sizes");
        if (starts.length != owners.length
                || sizes.length != owners.length
                || (types.length != 0 && types.length != nodes)) {
            throw Refusals.inconsistent(tree.path() + " has category splits that do not fit together");
        }
        int words = 0;
        for (int i = 0; i < owners.length; i++) {
            boolean isInside = owners[i] >= 0
                    && owners[i] < nodes
                    && starts[i] >= 0
                    && sizes[i] > 0
                    && starts[i] + sizes[i] <= categories.length;
            if (!isInside || setOfNodeIsNumeric(types, (int) owners[i]) || sets[(int) owners[i]] != null) {
                throw Refusals.inconsistent(tree.path() + " has a category split " + i + " that is out of range");
            }
            int[] bits = bits(categories, (int) starts[i], (int) sizes[i]);
            words += bits.length;
            if (words > MAX_WORDS) {
                throw Refusals.tooLarge(tree.path() + " has sets of more categories than a model may have");
            }
            sets[(int) owners[i]] = bits;
        }
        for (int node = 0; node < types.length; node++) {
            if (types[node] != 0 && sets[node] == null) {
                throw Refusals.inconsistent(
                        tree.path() + " splits node " + node + " on categories, and there are none");
            }
        }
        return sets;
    }

    private static boolean setOfNodeIsNumeric(double[] types, int node) {
        return types.length == 0 || types[node] == 0;
    }

    private int[] bits(double[] categories, int start, int size) throws RefusedException {
        int largest = 0;
        for (int i = start; i < start + size; i++) {
            if (!(categories[i] >= 0 && categories[i] < MAX_CATEGORY)) {
                throw Refusals.inconsistent(tree.path() + " has a category " + (long) categories[i]);
            }
            largest = Math.max(largest, (int) categories[i]);
        }
        int[] bits = new int[largest / WORD + 1];
        for (int i = start; i < start + size; i++) {
            bits[(int) categories[i] / WORD] |= 1 << (int) categories[i] % WORD;
        }
        return bits;
    }
}
