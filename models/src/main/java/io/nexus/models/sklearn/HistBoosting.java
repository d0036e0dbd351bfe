package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Histogram gradient boosting: doubles throughout, missing values go where training sent them. */
final class HistBoosting {
    private HistBoosting() {}

    static Fitted read(Fields fields) throws RefusedException {
        boolean isClassifier = fields.name().endsWith("Classifier");
        List<Object> classes = isClassifier ? Classes.of(fields) : List.of();
        int outputs = isClassifier && classes.size() > 2 ? classes.size() : 1;
        if (fields.has("_preprocessor")) {
            throw categorical(fields);
        }
        TreeSums sums = new TreeSums(Forests.features(fields), NumberType.FLOAT64, 1, outputs);
        List<Object> rounds = fields.list("_predictors");
        for (Object round : rounds) {
            List<Object> trees = fields.items("_predictors", round);
            if (trees.size() != outputs) {
                throw Refusals.inconsistent("a round of the " + fields.name() + " has " + trees.size() + " trees where " + outputs + " are needed");
            }
            for (int k = 0; k < outputs; k++) {
                addTree(fields, sums, fields.of(fields.asInstance("_predictors", trees.get(k))), k);
            }
        }
        Stage raw = sums.build(fields.finite("_baseline_prediction", fields.numbers("_baseline_prediction", outputs)));
        String kind = fields.name() + ", " + rounds.size() * outputs + " trees";
        if (!isClassifier) {
            boolean isLogLinked = fields.isText("loss", "poisson", "gamma");
            return Fitted.regressor(kind, isLogLinked ? raw.finish((values, count) -> values[0] = Math.exp(values[0])) : raw);
        }
        if (outputs > 1) {
            return Fitted.classifier(kind, raw, raw.finish(Links::softmax), classes);
        }
        return Fitted.classifier(kind, raw, raw.finish(Links::expits).then(Links.both()), classes);
    }

    private static RefusedException categorical(Fields fields) {
        return Refusals.unsupported("the " + fields.name() + " has categorical features, which are not read");
    }

    private static void addTree(Fields fields, TreeSums sums, Fields tree, int output) throws RefusedException {
        NumpyArray nodes = tree.array("nodes");
        int size = nodes.size();
        tree.spending().numbers(8L * size);
        if (nodes.hasField("is_categorical")) {
            for (long flag : nodes.field("is_categorical").longs()) {
                if (flag != 0) {
                    throw categorical(fields);
                }
            }
        }
        long[] isLeaf = nodes.field("is_leaf").longs();
        long[] left = nodes.field("left").longs();
        long[] right = nodes.field("right").longs();
        long[] missing = nodes.field("missing_go_to_left").longs();
        boolean[] isMissingLeft = new boolean[size];
        for (int n = 0; n < size; n++) {
            isMissingLeft[n] = missing[n] != 0;
            left[n] = isLeaf[n] != 0 ? -1 : left[n];
        }
        double[] values = nodes.field("value").doubles();
        String threshold = nodes.hasField("num_threshold") ? "num_threshold" : "threshold";
        TreeNodes read = new TreeNodes(left, right, nodes.field("feature_idx").longs(), nodes.field(threshold).doubles(), isMissingLeft,
                values, values, new int[0][]);
        sums.add(read, values, output);
    }
}
