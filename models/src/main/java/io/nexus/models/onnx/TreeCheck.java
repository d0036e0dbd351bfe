package io.nexus.models.onnx;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the tree ensembles of ai.onnx.ml: every node is reached once from one root, features and targets are in range,
 * thresholds are numbers. */
final class TreeCheck {
    /** Deepest tree; ONNX Runtime builds trees by calls within calls. */
    private static final int MAX_DEPTH = 1000;

    private static final int MAX_FEATURES = 1 << 20;
    private static final int LEAF = -1;
    private static final List<String> BRANCHES =
            List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ");

    private TreeCheck() {}

    static void check(NodeDef node) throws RefusedException {
        if (node.operator().equals("TreeEnsemble")) {
            RootedTreeCheck.check(node);
            return;
        }
        int nodes = node.ints("nodes_nodeids").length;
        for (String list : List.of("nodes_treeids", "nodes_featureids", "nodes_truenodeids", "nodes_falsenodeids")) {
            same(node, list, node.ints(list).length, nodes);
        }
        same(node, "nodes_modes", node.texts("nodes_modes").size(), nodes);
        double[] thresholds = thresholds(node, "nodes_values");
        same(node, "nodes_values", thresholds.length, nodes);
        optional(node, "nodes_missing_value_tracks_true", node.ints("nodes_missing_value_tracks_true").length, nodes);
        optional(node, "nodes_hitrates", thresholds(node, "nodes_hitrates").length, nodes);
        features(node, node.ints("nodes_featureids"));
        Map<Place, Integer> places = places(node);
        int[] yes = children(node, places, "nodes_truenodeids");
        int[] no = children(node, places, "nodes_falsenodeids");
        for (int i = 0; i < nodes; i++) {
            if (yes[i] != LEAF && Double.isNaN(thresholds[i])) {
                throw MlCheck.disagree(node, "a threshold at node " + i + " that is no number");
            }
        }
        walk(node, yes, no);
        leaves(node, places);
    }

    /** One more than the largest feature that a tree reads. */
    static long features(NodeDef node) {
        return Arrays.stream(node.ints("nodes_featureids")).max().orElse(0) + 1;
    }

    static void features(NodeDef node, long[] features) throws RefusedException {
        for (long feature : features) {
            if (feature < 0 || feature >= MAX_FEATURES) {
                throw MlCheck.disagree(node, "a split on feature " + feature);
            }
        }
    }

    /** Every node hangs from just one other or is a root, and every one is reached from a root. */
    static void walk(NodeDef node, int[] yes, int[] no) throws RefusedException {
        int[] parents = new int[yes.length];
        for (int i = 0; i < yes.length; i++) {
            hang(node, parents, yes[i]);
            hang(node, parents, no[i] == yes[i] ? LEAF : no[i]);
        }
        int[] open = new int[yes.length];
        int[] depth = new int[yes.length];
        int waiting = 0;
        int reached = 0;
        for (int i = 0; i < yes.length; i++) {
            if (parents[i] == 0) {
                open[waiting++] = i;
            }
        }
        while (waiting > 0) {
            int at = open[--waiting];
            reached++;
            if (depth[at] > MAX_DEPTH) {
                throw MlCheck.disagree(node, "a tree of more than " + MAX_DEPTH + " levels");
            }
            waiting = open(open, depth, at, waiting, yes[at]);
            waiting = open(open, depth, at, waiting, no[at] == yes[at] ? LEAF : no[at]);
        }
        if (reached != yes.length) {
            throw MlCheck.disagree(node, "a tree that runs in a circle");
        }
    }

    private static void hang(NodeDef node, int[] parents, int child) throws RefusedException {
        if (child != LEAF && ++parents[child] > 1) {
            throw MlCheck.disagree(node, "a tree whose node " + child + " hangs from two others");
        }
    }

    private static int open(int[] open, int[] depth, int parent, int waiting, int child) {
        if (child == LEAF) {
            return waiting;
        }
        depth[child] = depth[parent] + 1;
        open[waiting] = child;
        return waiting + 1;
    }

    /** A list of numbers that may be written as one or as a tensor of doubles. */
    static double[] thresholds(NodeDef node, String name) {
        AttributeDef asTensor = node.attribute(name + "_as_tensor");
        if (asTensor == null || asTensor.tensor == null) {
            float[] floats = node.floats(name);
            double[] numbers = new double[floats.length];
            for (int i = 0; i < floats.length; i++) {
                numbers[i] = floats[i];
            }
            return numbers;
        }
        return numbers(asTensor.tensor);
    }

    static double[] numbers(@Nullable TensorDef tensor) {
        if (tensor == null || (tensor.type() != ElementType.FLOAT && tensor.type() != ElementType.DOUBLE)) {
            return new double[0];
        }
        double[] numbers = new double[tensor.count()];
        var data = tensor.data().littleEndian();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tensor.type() == ElementType.FLOAT ? data.getFloat() : data.getDouble();
        }
        return numbers;
    }

    private static Map<Place, Integer> places(NodeDef node) throws RefusedException {
        long[] trees = node.ints("nodes_treeids");
        long[] ids = node.ints("nodes_nodeids");
        Map<Place, Integer> places = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (places.put(new Place(trees[i], ids[i]), i) != null) {
                throw MlCheck.disagree(node, "node " + ids[i] + " of tree " + trees[i] + " twice");
            }
        }
        return places;
    }

    private static int[] children(NodeDef node, Map<Place, Integer> places, String list) throws RefusedException {
        long[] trees = node.ints("nodes_treeids");
        long[] ids = node.ints(list);
        List<String> modes = node.texts("nodes_modes");
        int[] children = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (modes.get(i).equals("LEAF")) {
                children[i] = LEAF;
                continue;
            }
            Integer child = places.get(new Place(trees[i], ids[i]));
            if (child == null || !BRANCHES.contains(modes.get(i))) {
                throw MlCheck.disagree(
                        node, "a branch " + modes.get(i) + " to node " + ids[i] + " of tree " + trees[i]);
            }
            children[i] = child;
        }
        return children;
    }

    private static void leaves(NodeDef node, Map<Place, Integer> places) throws RefusedException {
        boolean isClassifier = node.operator().equals("TreeEnsembleClassifier");
        String kind = isClassifier ? "class" : "target";
        long results = isClassifier ? MlCheck.classes(node) : node.integer("n_targets", 1);
        if (results < 1 || results > MAX_FEATURES) {
            throw MlCheck.disagree(node, results + " results");
        }
        long[] trees = node.ints(kind + "_treeids");
        long[] ids = node.ints(kind + "_nodeids");
        long[] targets = node.ints(kind + "_ids");
        double[] weights = thresholds(node, kind + "_weights");
        same(node, kind + "_nodeids", ids.length, trees.length);
        same(node, kind + "_ids", targets.length, trees.length);
        same(node, kind + "_weights", weights.length, trees.length);
        int bases = thresholds(node, "base_values").length;
        if (bases > 1) {
            same(node, "base_values", bases, results);
        }
        List<String> modes = node.texts("nodes_modes");
        for (int i = 0; i < trees.length; i++) {
            Integer leaf = places.get(new Place(trees[i], ids[i]));
            if (leaf == null || !modes.get(leaf).equals("LEAF")) {
                throw MlCheck.disagree(
                        node, "a weight at node " + ids[i] + " of tree " + trees[i] + ", which is no leaf");
            }
            if (targets[i] < 0 || targets[i] >= results || !Double.isFinite(weights[i])) {
                throw MlCheck.disagree(node, "a weight of " + weights[i] + " for result " + targets[i]);
            }
        }
    }

    static void same(NodeDef node, String list, int count, int wanted) throws RefusedException {
        if (count != wanted || count == 0) {
            throw MlCheck.disagree(node, count + " " + list + " where " + wanted + " belong");
        }
    }

    private static void same(NodeDef node, String list, int count, long wanted) throws RefusedException {
        same(node, list, count, Math.toIntExact(wanted));
    }

    private static void optional(NodeDef node, String list, int count, int wanted) throws RefusedException {
        if (count != 0) {
            same(node, list, count, wanted);
        }
    }

    private record Place(long tree, long node) {}
}
