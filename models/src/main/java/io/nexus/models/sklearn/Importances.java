package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** How much each column matters to a fitted model, and the columns that {@code SelectFromModel} keeps. */
final class Importances {
    private static final Set<String> SPARSE = Set.of("Lasso", "LassoCV", "ElasticNet", "ElasticNetCV");
    private static final double LEAST_OF_SPARSE = 1e-5;

    private Importances() {}

    static Fitted read(Fields fields) throws RefusedException {
        Fields model = fields.of(fields.instance(fields.has("estimator_") ? "estimator_" : "estimator"));
        double[] importances = of(model);
        double threshold = threshold(fields, model, importances);
        boolean[] isKept = new boolean[importances.length];
        if (fields.has("max_features")
                || !fields.text("importance_getter", "auto").equals("auto")) {
            throw Refusals.unsupported("the SelectFromModel has max_features or an importance_getter");
        }
        for (int i = 0; i < isKept.length; i++) {
            isKept[i] = importances[i] >= threshold;
        }
        return Fitted.transformer("SelectFromModel", Stages.select(isKept.length, Selectors.places(isKept)));
    }

    private static double threshold(Fields fields, Fields model, double[] importances) throws RefusedException {
        Object given = fields.owner().attribute("threshold");
        if (given instanceof Number number) {
            return number.doubleValue();
        }
        String text = given instanceof String words ? words.replace(" ", "") : "";
        if (text.isEmpty()) {
            boolean isSparse = SPARSE.contains(model.name()) || model.isText("penalty", "l1");
            if (isSparse) {
                return LEAST_OF_SPARSE;
            }
            text = "mean";
        }
        int star = text.indexOf('*');
        double factor = 1;
        if (star >= 0) {
            String number = text.substring(0, star);
            if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                throw fields.other("threshold");
            }
            factor = Double.parseDouble(number);
        }
        return factor
                * switch (text.substring(star + 1)) {
                    case "mean" -> Arrays.stream(importances).sum() / importances.length;
                    case "median" -> median(importances);
                    default -> throw fields.other("threshold");
                };
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double[] of(Fields model) throws RefusedException {
        if (model.has("coef_")) {
            return absolutes(model);
        }
        if (!Forests.reads(model.name())) {
            throw Refusals.unsupported("the importances of a " + Refusals.shown(model.name()) + " are not read");
        }
        int features = Forests.features(model);
        if (!model.has("estimators_")) {
            return ofTree(model, model.owner(), features);
        }
        double[] sums = new double[features];
        List<Object> members = model.list("estimators_");
        for (Object member : members) {
            double[] own = ofTree(model, model.asInstance("estimators_", member), features);
            for (int i = 0; i < features; i++) {
                sums[i] += own[i];
            }
        }
        return normalised(sums);
    }

    private static double[] absolutes(Fields model) throws RefusedException {
        NumpyArray array = model.array("coef_");
        double[] weights = model.finite("coef_", model.numbers("coef_"));
        int rows = array.shape().length == 2 ? array.shape()[0] : 1;
        if (rows == 0 || weights.length == 0) {
            throw model.other("coef_");
        }
        double[] sums = new double[weights.length / rows];
        for (int w = 0; w < weights.length; w++) {
            sums[w % sums.length] += Math.abs(weights[w]);
        }
        return sums;
    }

    private static double[] ofTree(Fields model, Instance member, int features) throws RefusedException {
        Fields tree = model.of(model.of(member).instance("tree_"));
        NumpyArray nodes = tree.array("nodes");
        tree.spending().numbers(5L * nodes.size());
        TreeNodes read = TreeNodes.of(tree);
        double[] weights = nodes.field("weighted_n_node_samples").doubles();
        double[] impurities = nodes.field("impurity").doubles();
        read.depths();
        double[] sums = new double[features];
        for (int n = 0; n < weights.length; n++) {
            if (!read.isLeaf(n)) {
                int left = (int) read.left()[n];
                int right = (int) read.right()[n];
                long feature = read.feature()[n];
                if (feature < 0 || feature >= features) {
                    throw tree.other("nodes");
                }
                sums[(int) feature] += weights[n] * impurities[n]
                        - weights[left] * impurities[left]
                        - weights[right] * impurities[right];
            }
        }
        return normalised(sums);
    }

    private static double[] normalised(double[] sums) {
        double all = Arrays.stream(sums).sum();
        return all > 0 ? Arrays.stream(sums).map(sum -> sum / all).toArray() : sums;
    }
}
