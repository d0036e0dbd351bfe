package io.nexus.models.onnx;

import io.nexus.models.serving.RefusedException;
import org.jspecify.annotations.Nullable;

/** Checks the operators of ai.onnx.ml, whose numbers ONNX Runtime believes as they are: counts that must agree, and how wide
 * a row each one reads. */
final class MlCheck {
    private static final int KERNEL_PARAMETERS = 3;

    private MlCheck() {}

    /** How many values of a row an operator reads.
     *
     * @param isExact whether the row must have just that many, or at least */
    record Width(long values, boolean isExact) {}

    static void check(NodeDef node) throws RefusedException {
        if (!node.domain().equals(Operators.ML)) {
            return;
        }
        switch (node.operator()) {
            case "TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble" -> TreeCheck.check(node);
            case "LinearClassifier" -> linearClassifier(node);
            case "LinearRegressor" -> linearRegressor(node);
            case "SVMClassifier" -> svmClassifier(node);
            case "SVMRegressor" -> svmRegressor(node);
            case "Scaler" -> same(node, "offset", node.floats("offset").length, node.floats("scale").length);
            case "LabelEncoder" -> labels(node);
            default -> {}
        }
    }

    /** What a node needs of its first input; null if anything will do. */
    static @Nullable Width width(NodeDef node) {
        if (!node.domain().equals(Operators.ML)) {
            return null;
        }
        return switch (node.operator()) {
            case "TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble" -> new Width(
                    TreeCheck.features(node), false);
            case "LinearClassifier" -> exact(node.floats("coefficients").length, node.floats("intercepts").length);
            case "LinearRegressor" -> exact(node.floats("coefficients").length, node.integer("targets", 1));
            case "SVMClassifier" -> vectors(node, node.ints("vectors_per_class").length > 0);
            case "SVMRegressor" -> vectors(node, node.integer("n_supports", 0) > 0);
            case "Scaler" -> exact(node.floats("offset").length, 1);
            case "Imputer" -> exact(
                    Math.max(node.floats("imputed_value_floats").length, node.ints("imputed_value_int64s").length), 1);
            default -> null;
        };
    }

    private static @Nullable Width exact(long numbers, long rows) {
        long width = rows < 1 ? 0 : numbers / rows;
        return width <= 1 ? null : new Width(width, true);
    }

    private static @Nullable Width vectors(NodeDef node, boolean hasVectors) {
        if (hasVectors) {
            return new Width(node.floats("support_vectors").length / supports(node), true);
        }
        long rows = node.operator().equals("SVMRegressor") ? 1 : classes(node);
        return new Width(node.floats("coefficients").length / rows, true);
    }

    private static long supports(NodeDef node) {
        if (node.operator().equals("SVMRegressor")) {
            return node.integer("n_supports", 0);
        }
        long supports = 0;
        for (long count : node.ints("vectors_per_class")) {
            supports += count;
        }
        return Math.max(1, supports);
    }

    static int classes(NodeDef node) {
        String ints = node.operator().startsWith("Tree") ? "classlabels_int64s" : "classlabels_ints";
        return Math.max(node.texts("classlabels_strings").size(), node.ints(ints).length);
    }

    private static void linearClassifier(NodeDef node) throws RefusedException {
        int rows = node.floats("intercepts").length;
        int labels = classes(node);
        multiple(node, "coefficients", node.floats("coefficients").length, rows);
        if (labels != rows && !(rows == 1 && labels <= 2)) {
            throw disagree(node, labels + " labels for " + rows + " rows of coefficients");
        }
    }

    private static void linearRegressor(NodeDef node) throws RefusedException {
        long targets = node.integer("targets", 1);
        multiple(node, "coefficients", node.floats("coefficients").length, targets);
        int intercepts = node.floats("intercepts").length;
        if (intercepts != 0 && intercepts != targets) {
            throw disagree(node, intercepts + " intercepts for " + targets + " targets");
        }
    }

    private static void svmClassifier(NodeDef node) throws RefusedException {
        kernel(node);
        long classes = classes(node);
        long[] perClass = node.ints("vectors_per_class");
        if (perClass.length == 0) {
            multiple(node, "coefficients", node.floats("coefficients").length, classes);
            return;
        }
        same(node, "vectors_per_class", perClass.length, classes);
        long supports = 0;
        int vectors = node.floats("support_vectors").length;
        for (long count : perClass) {
            if (count < 0 || count > vectors) {
                throw disagree(node, count + " vectors of a class");
            }
            supports += count;
        }
        multiple(node, "support_vectors", vectors, supports);
        same(node, "coefficients", node.floats("coefficients").length, supports * (classes - 1));
        long pairs = classes * (classes - 1) / 2;
        same(node, "rho", node.floats("rho").length, pairs);
        int probabilities = node.floats("prob_a").length;
        same(node, "prob_b", node.floats("prob_b").length, probabilities);
        if (probabilities > 0) {
            same(node, "prob_a", probabilities, pairs);
        }
    }

    private static void svmRegressor(NodeDef node) throws RefusedException {
        kernel(node);
        long supports = node.integer("n_supports", 0);
        same(node, "rho", node.floats("rho").length, 1);
        if (supports == 0) {
            multiple(node, "coefficients", node.floats("coefficients").length, 1);
            return;
        }
        multiple(node, "support_vectors", node.floats("support_vectors").length, supports);
        same(node, "coefficients", node.floats("coefficients").length, supports);
    }

    private static void kernel(NodeDef node) throws RefusedException {
        int parameters = node.floats("kernel_params").length;
        if (parameters != 0) {
            same(node, "kernel_params", parameters, KERNEL_PARAMETERS);
        }
    }

    private static void labels(NodeDef node) throws RefusedException {
        long keys = 0;
        long values = 0;
        for (AttributeDef attribute : node.attributes()) {
            long count = attribute.tensor == null
                    ? attribute.texts.size() + attribute.ints.length + attribute.floats.length
                    : attribute.tensor.count();
            keys += attribute.name.startsWith("keys_") ? count : 0;
            values += attribute.name.startsWith("values_") ? count : 0;
        }
        same(node, "keys", keys, values);
    }

    private static void multiple(NodeDef node, String what, long count, long rows) throws RefusedException {
        if (rows < 1 || count < rows || count % rows != 0) {
            throw disagree(node, count + " " + what + " in " + rows + " rows");
        }
    }

    private static void same(NodeDef node, String what, long count, long wanted) throws RefusedException {
        if (count != wanted) {
            throw disagree(node, count + " " + what + " where " + wanted + " belong");
        }
    }

    static RefusedException disagree(NodeDef node, String what) {
        return GraphCheck.inconsistent("The operator " + node.operator() + " has " + what + ".");
    }
}
