package io.nexus.models.sklearn;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Isolation forests: the shorter the way to a leaf, the more unusual the row. */
final class IsolationForests {
    private static final double EULER_GAMMA = 0.5772156649015329;

    private IsolationForests() {}

    /** Gives the label (1 usual, -1 unusual) and the decision function. */
    static Fitted read(Fields fields) throws RefusedException {
        int features = Forests.features(fields);
        List<Object> trees = fields.list("estimators_");
        List<Object> columns = fields.list("estimators_features_");
        if (columns.size() != trees.size()) {
            throw Refusals.inconsistent(
                    "the IsolationForest has " + trees.size() + " trees and features for " + columns.size());
        }
        TreeSums sums = new TreeSums(features, NumberType.FLOAT32, 1, 1);
        for (int t = 0; t < trees.size(); t++) {
            Fields tree = fields.of(fields.asInstance("estimators_", trees.get(t)));
            addTree(sums, tree.of(tree.instance("tree_")), fields.numbers("estimators_features_", columns.get(t)));
        }
        double longest =
                trees.size() * averagePath(fields.number(fields.has("_max_samples") ? "_max_samples" : "max_samples_"));
        double offset = fields.number("offset_");
        Stage score = sums.build(new double[1]).then(Stage.pure(1, 2, (in, out) -> {
            double depth = longest == 0 ? 1 : in[0] / longest;
            out[1] = -Math.pow(2, -depth) - offset;
            out[0] = out[1] < 0 ? -1 : 1;
        }));
        Stage decision = score.then(Stage.column(2, 1));
        Fitted scored = new Fitted(
                "IsolationForest, " + trees.size() + " trees", null, score, decision, null, List.of(), List.of());
        return scored.withPorts(
                List.of(Port.of("label", 1, NumberType.INT64), Port.of("scores", 1, NumberType.FLOAT64)));
    }

    private static void addTree(TreeSums sums, Fields tree, double[] columns) throws RefusedException {
        TreeNodes nodes = TreeNodes.of(tree);
        int[] depths = nodes.depths();
        double[] leaves = new double[nodes.size()];
        long[] features = nodes.feature().clone();
        for (int n = 0; n < leaves.length; n++) {
            leaves[n] = depths[n] + averagePath(nodes.samples()[n]);
            if (!nodes.isLeaf(n)) {
                if (features[n] < 0 || features[n] >= columns.length) {
                    throw Refusals.inconsistent("a tree splits on feature " + features[n] + " of " + columns.length);
                }
                features[n] = (long) columns[(int) features[n]];
            }
        }
        sums.add(nodes.withFeatures(features), leaves);
    }

    private static double averagePath(double samples) {
        if (samples <= 1) {
            return 0;
        }
        return samples == 2 ? 1 : 2 * (Math.log(samples - 1) + EULER_GAMMA) - 2 * (samples - 1) / samples;
    }
}
