package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;

/** Scores from which gradient boosting starts: the link of what the initial estimator gives. */
final class InitialScores {
    private static final double FLOAT_EPS = 0x1p-23;
    private static final double DOUBLE_EPS = 0x1p-52;
    /** From this version on probabilities are kept away from 0 and 1 by the smaller distance. */
    private static final Version DOUBLE_EPS_SINCE = new Version(1, 9);
    /** From this version on several classes start from centred logarithms. */
    private static final Version CENTRED_SINCE = new Version(1, 4);

    private InitialScores() {}

    /** Probabilities that a DummyClassifier gives for every row. */
    static double[] probabilities(Fields dummy, int classes) throws RefusedException {
        String strategy = dummy.text("_strategy", dummy.text("strategy", "prior"));
        if (!strategy.equals("prior")) {
            throw Refusals.unsupported(
                    "the initial estimator is a DummyClassifier of the strategy '" + Refusals.shown(strategy) + "'");
        }
        return dummy.finite("class_prior_", dummy.numbers("class_prior_", classes));
    }

    /** Scores of constant probabilities. */
    static double[] of(Fields boosting, double[] probabilities, int outputs) throws RefusedException {
        double[] scores = outputs == 1 ? new double[] {probabilities[1]} : probabilities;
        finish(boosting).apply(scores, outputs);
        return scores;
    }

    /** Scores of another estimator. */
    static Stage stage(Fields boosting, Fitted init, int outputs) throws RefusedException {
        Stage prediction = init.prediction();
        if (!boosting.name().endsWith("Classifier")) {
            if (prediction == null || prediction.outputs() != 1) {
                throw Refusals.unsupported("the initial estimator " + init.kind() + " gives no single prediction");
            }
            return cast(prediction);
        }
        Stage probabilities = init.probabilities();
        if (probabilities == null || probabilities.outputs() != (outputs == 1 ? 2 : outputs)) {
            throw Refusals.unsupported(
                    "the initial estimator " + init.kind() + " gives no probabilities of the classes");
        }
        Stage used = outputs == 1 ? probabilities.then(Stage.column(2, 1)) : probabilities;
        return cast(used.finish(finish(boosting)));
    }

    /** The initial estimator is asked with the row cast to float. */
    private static Stage cast(Stage stage) throws RefusedException {
        int width = stage.inputs();
        return Stage.pure(width, width, (in, out) -> {
                    for (int i = 0; i < width; i++) {
                        out[i] = (float) in[i];
                    }
                })
                .then(stage);
    }

    private static Stage.Finish finish(Fields boosting) {
        Version version = Version.of(boosting.owner());
        double eps = version.isAtLeast(DOUBLE_EPS_SINCE) ? DOUBLE_EPS : FLOAT_EPS;
        boolean isCentred = version.isAtLeast(CENTRED_SINCE);
        double factor = boosting.isText("loss", "exponential") ? 0.5 : 1;
        return (values, count) -> {
            double sum = 0;
            for (int k = 0; k < count; k++) {
                double p = Math.min(Math.max(values[k], eps), 1 - eps);
                values[k] = count == 1 ? factor * Math.log(p / (1 - p)) : Math.log(p);
                sum += values[k];
            }
            for (int k = 0; count > 1 && isCentred && k < count; k++) {
                values[k] -= sum / count;
            }
        };
    }
}
