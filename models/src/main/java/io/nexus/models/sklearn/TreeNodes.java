package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import org.jspecify.annotations.Nullable;

/** Nodes of one tree of a forest. A leaf has no children.
 *
 * @param left child of each node
 * @param right likewise
 * @param threshold a row whose feature is at most this goes left
 * @param isMissingLeft where a missing value goes
 * @param values of all nodes, one after the other, as the file holds them
 * @param samples that reached each node in training
 * @param sets categories that go left, or null for each numeric split; empty if there are no such splits */
record TreeNodes(
        long[] left,
        long[] right,
        long[] feature,
        double[] threshold,
        boolean[] isMissingLeft,
        double[] values,
        double[] samples,
        int[] @Nullable [] sets) {
    private static final String NODES = "nodes";

    /** Reads the state of a compiled {@code Tree}. */
    static TreeNodes of(Fields tree) throws RefusedException {
        NumpyArray nodes = tree.array(NODES);
        int size = nodes.size();
        tree.spending().numbers(4L * size);
        boolean[] isMissingLeft = new boolean[size];
        if (nodes.hasField("missing_go_to_left")) {
            long[] flags = nodes.field("missing_go_to_left").longs();
            for (int n = 0; n < size; n++) {
                isMissingLeft[n] = flags[n] != 0;
            }
        }
        double[] values = tree.numbers("values");
        if (size == 0 || values.length % size != 0 || values.length == 0) {
            throw Refusals.inconsistent("a tree has " + size + " nodes and " + values.length + " values");
        }
        return new TreeNodes(
                nodes.field("left_child").longs(),
                nodes.field("right_child").longs(),
                nodes.field("feature").longs(),
                nodes.field("threshold").doubles(),
                isMissingLeft,
                values,
                nodes.field("n_node_samples").doubles(),
                new int[0][]);
    }

    /** The same with other features. */
    TreeNodes withFeatures(long[] features) {
        return new TreeNodes(left, right, features, threshold, isMissingLeft, values, samples, sets);
    }

    boolean isCategory(int node) {
        return sets.length > 0 && sets[node] != null;
    }

    /** Categories that go left, 32 in each int. */
    int[] categories(int node) {
        int[] bits = sets[node];
        return bits == null ? new int[0] : bits;
    }

    int size() {
        return left.length;
    }

    /** Values of a node. */
    int width() {
        return values.length / size();
    }

    boolean isLeaf(int node) {
        return left[node] == -1;
    }

    /** Steps from the root to each node; nodes come after their parents in every tree of scikit-learn. */
    int[] depths() throws RefusedException {
        int[] depths = new int[size()];
        for (int n = 0; n < size(); n++) {
            if (!isLeaf(n)) {
                for (long child : new long[] {left[n], right[n]}) {
                    if (child <= n || child >= size()) {
                        throw Refusals.inconsistent("node " + n + " of a tree has the child " + child);
                    }
                    depths[(int) child] = depths[n] + 1;
                }
            }
        }
        return depths;
    }
}
