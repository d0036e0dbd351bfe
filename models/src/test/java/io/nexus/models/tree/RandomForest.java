package io.nexus.models.tree;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random forest and its slow, obvious twin. */
final class RandomForest {
    private static final double[] VALUES = {-1, -0.5, -0.0, 0, 1e-36, 1e-30, 1.0 / 3, 0.5, 1, Double.NaN, 1e300};
    private static final List<Missing> MISSING = List.of(Missing.values());
    private static final int FEATURES = 5;

    /** A node with its children, or with a leaf. */
    private record Node(
            int feature, double threshold, boolean isMissingLeft, Missing missing, int left, int right, double leaf) {}

    private final Random random;
    private final TreeRules rules;
    private final RawTrees raw;
    private final List<List<Node>> trees = new ArrayList<>();

    RandomForest(Random random, Comparison comparison, NumberType type, int outputs) {
        this.random = random;
        this.rules = new TreeRules(
                comparison, type, Missing.NAN, CategoryCast.NEGATIVE_IS_NONE, new LeafRules(type, 1, outputs));
        this.raw = new RawTrees(FEATURES, rules);
        int count = 1 + random.nextInt(20);
        for (int tree = 0; tree < count; tree++) {
            raw.startTree(tree % outputs);
            trees.add(grow(random.nextInt(12)));
        }
    }

    private List<Node> grow(int splits) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(leafNode());
        for (int split = 0; split < splits; split++) {
            int at = random.nextInt(nodes.size());
            if (nodes.get(at).left < 0) {
                Missing missing = MISSING.get(random.nextInt(MISSING.size()));
                double threshold = VALUES[random.nextInt(9)];
                double exact = rules.comparison() == Comparison.LESS ? (float) threshold : threshold;
                nodes.set(
                        at,
                        new Node(
                                random.nextInt(FEATURES),
                                exact,
                                random.nextBoolean(),
                                missing,
                                nodes.size(),
                                nodes.size() + 1,
                                0));
                nodes.add(leafNode());
                nodes.add(leafNode());
            }
        }
        for (Node node : nodes) {
            if (node.left < 0) {
                raw.addLeaf(new double[] {node.leaf});
            } else {
                raw.addSplit(NodeKind.numeric(node.missing, node.isMissingLeft), node.feature, node.threshold);
            }
        }
        for (int node = 0; node < nodes.size(); node++) {
            raw.children(node, nodes.get(node).left, nodes.get(node).right);
        }
        return nodes;
    }

    private Node leafNode() {
        return new Node(0, 0, false, Missing.NAN, -1, -1, random.nextGaussian());
    }

    RawTrees raw() throws RefusedException {
        raw.check();
        return raw;
    }

    double[] row() {
        return random.ints(FEATURES, 0, VALUES.length)
                .mapToDouble(i -> VALUES[i])
                .toArray();
    }

    double[] naive(double[] x) {
        double[] sums = new double[rules.leaves().outputs()];
        for (int tree = 0; tree < trees.size(); tree++) {
            Node node = trees.get(tree).get(0);
            while (node.left >= 0) {
                node = trees.get(tree).get(isLeft(node, x[node.feature]) ? node.left : node.right);
            }
            int output = tree % sums.length;
            sums[output] = rules.leaves().sums() == NumberType.FLOAT32
                    ? (float) sums[output] + (float) node.leaf
                    : sums[output] + node.leaf;
        }
        return sums;
    }

    private boolean isLeft(Node node, double given) {
        double value = rules.features() == NumberType.FLOAT32 ? (float) given : given;
        if (node.missing == Missing.NONE && Double.isNaN(value)) {
            value = 0;
        }
        boolean isZero = node.missing == Missing.ZERO && Math.abs(value) <= 1e-35f;
        if (Double.isNaN(value) || isZero) {
            return node.isMissingLeft;
        }
        return rules.comparison() == Comparison.LESS ? value < node.threshold : value <= node.threshold;
    }
}
