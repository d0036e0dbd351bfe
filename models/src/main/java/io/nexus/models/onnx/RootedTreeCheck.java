package io.nexus.models.onnx;

import io.nexus.models.serving.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the operator TreeEnsemble of ai.onnx.ml 5: nodes and leaves are two lists, trees are named by their roots. */
final class RootedTreeCheck {
    private static final int MAX_RESULTS = 1 << 20;
    private static final int MAX_MODE = 5;

    private RootedTreeCheck() {}

    static void check(NodeDef node) throws RefusedException {
        int nodes = node.ints("nodes_featureids").length;
        for (String list : List.of("nodes_truenodeids", "nodes_falsenodeids", "nodes_trueleafs", "nodes_falseleafs")) {
            TreeCheck.same(node, list, node.ints(list).length, nodes);
        }
        double[] splits = TreeCheck.numbers(tensor(node, "nodes_splits"));
        TreeCheck.same(node, "nodes_splits", splits.length, nodes);
        for (double split : splits) {
            if (Double.isNaN(split)) {
                throw MlCheck.disagree(node, "a threshold that is no number");
            }
        }
        modes(node, nodes);
        TreeCheck.features(node, node.ints("nodes_featureids"));
        int leaves = node.ints("leaf_targetids").length;
        double[] weights = TreeCheck.numbers(tensor(node, "leaf_weights"));
        TreeCheck.same(node, "leaf_weights", weights.length, leaves);
        results(node, weights);
        // Leaves come after the nodes, so that one walk sees both.
        int[] yes = children(node, "true", nodes, leaves);
        int[] no = children(node, "false", nodes, leaves);
        TreeCheck.walk(node, yes, no);
        roots(node, yes, no);
    }

    private static @Nullable TensorDef tensor(NodeDef node, String name) {
        AttributeDef attribute = node.attribute(name);
        return attribute == null ? null : attribute.tensor;
    }

    private static void modes(NodeDef node, int nodes) throws RefusedException {
        TensorDef modes = tensor(node, "nodes_modes");
        if (modes == null || modes.type() != ElementType.UINT8) {
            throw MlCheck.disagree(node, "no nodes_modes");
        }
        TreeCheck.same(node, "nodes_modes", modes.count(), nodes);
        var data = modes.data().littleEndian();
        for (int i = 0; i < nodes; i++) {
            int mode = data.get() & 0xff;
            if (mode > MAX_MODE) {
                throw MlCheck.disagree(node, "the branch mode " + mode);
            }
        }
    }

    private static void results(NodeDef node, double[] weights) throws RefusedException {
        long results = node.integer("n_targets", 1);
        if (results < 1 || results > MAX_RESULTS) {
            throw MlCheck.disagree(node, results + " targets");
        }
        long[] targets = node.ints("leaf_targetids");
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] < 0 || targets[i] >= results || !Double.isFinite(weights[i])) {
                throw MlCheck.disagree(node, "a weight of " + weights[i] + " for target " + targets[i]);
            }
        }
    }

    private static int[] children(NodeDef node, String side, int nodes, int leaves) throws RefusedException {
        long[] ids = node.ints("nodes_" + side + "nodeids");
        long[] isLeaf = node.ints("nodes_" + side + "leafs");
        int[] children = new int[nodes + leaves];
        for (int i = 0; i < children.length; i++) {
            if (i >= nodes) {
                children[i] = -1;
                continue;
            }
            int count = isLeaf[i] == 0 ? nodes : leaves;
            if (ids[i] < 0 || ids[i] >= count) {
                throw MlCheck.disagree(node, "a branch to " + ids[i] + " of " + count);
            }
            children[i] = (int) ids[i] + (isLeaf[i] == 0 ? 0 : nodes);
        }
        return children;
    }

    private static void roots(NodeDef node, int[] yes, int[] no) throws RefusedException {
        boolean[] isChild = new boolean[yes.length];
        for (int i = 0; i < yes.length; i++) {
            if (yes[i] >= 0) {
                isChild[yes[i]] = true;
                isChild[no[i]] = true;
            }
        }
        long[] roots = node.ints("tree_roots");
        if (roots.length == 0) {
            throw MlCheck.disagree(node, "no roots");
        }
        for (long root : roots) {
            if (root < 0 || root >= node.ints("nodes_featureids").length || isChild[(int) root]) {
                throw MlCheck.disagree(node, "a root at node " + root);
            }
        }
    }
}
