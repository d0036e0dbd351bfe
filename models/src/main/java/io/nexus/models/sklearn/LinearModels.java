package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.Set;

/** Linear, logistic and generalised linear models. */
final class LinearModels {
    private static final Set<String> REGRESSORS = Set.of(
            "LinearRegression",
            "Ridge",
            "RidgeCV",
            "Lasso",
            "LassoCV",
            "ElasticNet",
            "ElasticNetCV",
            "SGDRegressor",
            "HuberRegressor",
            "BayesianRidge",
            "ARDRegression",
            "LinearSVR",
            "TheilSenRegressor",
            "QuantileRegressor",
            "Lars",
            "LassoLars",
            "LassoLarsCV",
            "LassoLarsIC",
            "LarsCV",
            "MultiTaskLasso",
            "MultiTaskElasticNet",
            "MultiTaskLassoCV",
            "MultiTaskElasticNetCV",
            "OrthogonalMatchingPursuitCV",
            "OrthogonalMatchingPursuit",
            "PassiveAggressiveRegressor");
    private static final Set<String> LOG_LINKED = Set.of("PoissonRegressor", "GammaRegressor");
    private static final Set<String> SCORERS =
            Set.of("RidgeClassifier", "RidgeClassifierCV", "LinearSVC", "Perceptron", "PassiveAggressiveClassifier");

    private LinearModels() {}

    static boolean reads(String name) {
        return REGRESSORS.contains(name)
                || LOG_LINKED.contains(name)
                || SCORERS.contains(name)
                || Set.of("LogisticRegression", "LogisticRegressionCV", "SGDClassifier", "TweedieRegressor")
                        .contains(name);
    }

    static Fitted read(Fields fields) throws RefusedException {
        Stage linear = linear(fields);
        String name = fields.name();
        if (REGRESSORS.contains(name)) {
            return Fitted.regressor(name, linear);
        }
        if (LOG_LINKED.contains(name) || name.equals("TweedieRegressor")) {
            return Fitted.regressor(name, isLogLinked(fields) ? linear.finish(Links::exps) : linear);
        }
        List<Object> classes = Classes.of(fields);
        if (linear.outputs() != (classes.size() == 2 ? 1 : classes.size())) {
            throw Refusals.inconsistent(
                    "the " + name + " has " + classes.size() + " classes, but coefficients for " + linear.outputs());
        }
        if (SCORERS.contains(name)) {
            return Fitted.classifier(name, linear, null, classes);
        }
        return name.equals("SGDClassifier") ? sgd(fields, linear, classes) : logistic(fields, linear, classes);
    }

    private static boolean isLogLinked(Fields fields) throws RefusedException {
        String link = fields.text("link", "auto");
        return !fields.name().equals("TweedieRegressor")
                || link.equals("log")
                || (link.equals("auto") && fields.number("power", 0) > 0);
    }

    private static Fitted logistic(Fields fields, Stage linear, List<Object> classes) throws RefusedException {
        String mode = fields.text("multi_class", "auto");
        boolean isOneAgainstRest = mode.equals("ovr")
                || mode.equals("warn")
                || (!mode.equals("multinomial") && (classes.size() == 2 || fields.isText("solver", "liblinear")));
        if (isOneAgainstRest) {
            return Fitted.classifier(fields.name(), linear, oneAgainstRest(linear), classes);
        }
        Stage scores = linear;
        if (linear.outputs() == 1) {
            scores = linear.then(Stage.pure(1, 2, (in, out) -> {
                out[0] = -in[0];
                out[1] = in[0];
            }));
        }
        return Fitted.classifier(fields.name(), linear, scores.finish(Links::softmax), classes);
    }

    private static Stage oneAgainstRest(Stage linear) throws RefusedException {
        Stage each = linear.finish(Links::expits);
        return linear.outputs() == 1 ? each.then(Links.both()) : each.finish(Links::shares);
    }

    private static Fitted sgd(Fields fields, Stage linear, List<Object> classes) throws RefusedException {
        if (fields.isText("loss", "log_loss", "log")) {
            return Fitted.classifier(fields.name(), linear, oneAgainstRest(linear), classes);
        }
        if (fields.isText("loss", "modified_huber")) {
            Stage each = linear.finish((values, count) -> {
                for (int k = 0; k < count; k++) {
                    values[k] = (Math.min(Math.max(values[k], -1), 1) + 1) / 2;
                }
            });
            Stage all = linear.outputs() == 1 ? each.then(Links.both()) : each.finish(Links::shares);
            return Fitted.classifier(fields.name(), linear, all, classes);
        }
        return Fitted.classifier(fields.name(), linear, null, classes);
    }

    /** Coefficients times row, plus intercept. */
    static Stage linear(Fields fields) throws RefusedException {
        if (fields.has("sparse_coef_") && !fields.has("coef_")) {
            throw Refusals.unsupported("the " + fields.name() + " has sparse coefficients");
        }
        NumpyArray array = fields.array("coef_");
        int[] shape = array.shape();
        if (shape.length < 1 || shape.length > 2 || array.size() == 0) {
            throw Refusals.inconsistent(
                    "coef_ of the " + fields.name() + " has " + shape.length + " dimensions or no values");
        }
        int outputs = shape.length == 1 ? 1 : shape[0];
        double[] weights = fields.finite("coef_", fields.numbers("coef_"));
        double[] start = new double[outputs];
        if (fields.has("intercept_")) {
            double[] intercept = fields.finite("intercept_", fields.numbers("intercept_"));
            if (intercept.length != outputs && intercept.length != 1) {
                throw Refusals.inconsistent("the " + fields.name() + " has " + intercept.length + " intercepts for "
                        + outputs + " outputs");
            }
            for (int k = 0; k < outputs; k++) {
                start[k] = intercept[intercept.length == 1 ? 0 : k];
            }
        }
        return affine(weights, start);
    }

    /** Weights times row, plus start.
     *
     * @param weights one row of weights for each output */
    static Stage affine(double[] weights, double[] start) {
        int outputs = start.length;
        int inputs = weights.length / outputs;
        return Stage.pure(inputs, outputs, (in, out) -> {
            for (int k = 0, w = 0; k < outputs; k++) {
                double sum = 0;
                for (int i = 0; i < inputs; i++, w++) {
                    sum += weights[w] * in[i];
                }
                out[k] = sum + start[k];
            }
        });
    }
}
