package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gradient boosting: a start from the initial estimator, then trees times the learning rate. Rows are cast to
 * float. */
final class GradientBoosting {
    private GradientBoosting() {}

    static Fitted read(Fields fields, Estimators estimators) throws RefusedException {
        boolean isClassifier = fields.name().endsWith("Classifier");
        List<Object> classes = isClassifier ? Classes.of(fields) : List.of();
        NumpyArray trees = fields.array("estimators_");
        int outputs = isClassifier && classes.size() > 2 ? classes.size() : 1;
        if (trees.shape().length != 2 || trees.shape()[1] != outputs) {
            throw Refusals.inconsistent("the " + fields.name() + " has no " + outputs + " trees in each stage");
        }
        TreeSums sums = new TreeSums(Forests.features(fields), NumberType.FLOAT32, 1, outputs);
        double rate = fields.number("learning_rate");
        List<Object> members = fields.items("estimators_", trees);
        for (int t = 0; t < members.size(); t++) {
            addTree(sums, fields.of(fields.asInstance("estimators_", members.get(t))), rate, t % outputs);
        }
        Start start = start(fields, classes, outputs, estimators);
        Stage raw = start.stage == null
                ? sums.build(start.constants)
                : Stages.sum(List.of(start.stage, sums.build(new double[outputs])));
        String kind = fields.name() + ", " + members.size() + " trees";
        if (!isClassifier) {
            return Fitted.regressor(kind, raw);
        }
        if (outputs > 1) {
            return Fitted.classifier(kind, raw, raw.finish(Links::softmax), classes);
        }
        double factor = fields.isText("loss", "exponential") ? 2 : 1;
        Stage second = raw.finish((values, count) -> values[0] = Links.expit(factor * values[0]));
        return Fitted.classifier(kind, raw, second.then(Links.both()), classes);
    }

    private static void addTree(TreeSums sums, Fields tree, double rate, int output) throws RefusedException {
        TreeNodes nodes = TreeNodes.of(tree.of(tree.instance("tree_")));
        if (nodes.width() != 1) {
            throw Refusals.inconsistent("a node of a boosted tree has " + nodes.width() + " values");
        }
        double[] leaves = new double[nodes.size()];
        for (int n = 0; n < leaves.length; n++) {
            leaves[n] = rate * nodes.values()[n];
        }
        sums.add(nodes, leaves, output);
    }

    /** Where the sum starts: constants, or a stage. */
    private record Start(double[] constants, @Nullable Stage stage) {}

    private static Start start(Fields fields, List<Object> classes, int outputs, Estimators estimators)
            throws RefusedException {
        if (fields.isText("init_", "zero")) {
            return new Start(new double[outputs], null);
        }
        Instance init = fields.instance("init_");
        Fields start = fields.of(init);
        switch (init.name()) {
            case "DummyRegressor" -> {
                return new Start(new double[] {start.finite("constant_", start.numbers("constant_", 1))[0]}, null);
            }
            case "DummyClassifier" -> {
                return new Start(
                        InitialScores.of(fields, InitialScores.probabilities(start, classes.size()), outputs), null);
            }
            case "PriorProbabilityEstimator" -> {
                return new Start(start.finite("priors", start.numbers("priors", outputs)), null);
            }
            case "LogOddsEstimator", "ScaledLogOddsEstimator" -> {
                return new Start(new double[] {start.number("prior")}, null);
            }
            case "QuantileEstimator" -> {
                return new Start(new double[] {start.number("quantile")}, null);
            }
            case "MeanEstimator" -> {
                return new Start(new double[] {start.number("mean")}, null);
            }
            case "ZeroEstimator" -> {
                return new Start(new double[outputs], null);
            }
            default -> {
                return new Start(new double[0], InitialScores.stage(fields, estimators.read(init), outputs));
            }
        }
    }
}
