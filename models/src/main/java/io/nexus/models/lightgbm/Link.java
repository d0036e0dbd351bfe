package io.nexus.models.lightgbm;

import io.nexus.models.serving.RefusedException;
import java.util.List;

/** From raw scores to answers, in double as LightGBM computes it.
 *
 * @param sigmoid factor of the score in a sigmoid */
record Link(Kind kind, double sigmoid) {
    /** Kinds of links. */
    enum Kind {
        SAME,
        /** Square that keeps its sign. */
        SQUARE,
        EXP,
        SIGMOID,
        LOG_ONE_PLUS_EXP,
        SOFTMAX
    }

    /** Raw scores as they are. */
    static final Link NONE = new Link(Kind.SAME, 1);

    private static final String SIGMOID = "sigmoid:";
    private static final String CLASSES = "num_class:";

    /** The link of a line such as {@code binary sigmoid:1}.
     *
     * @throws RefusedException UNSUPPORTED if the objective is not known */
    static Link of(List<String> objective, int outputs) throws RefusedException {
        String name = objective.isEmpty() ? "none" : objective.get(0);
        Link link =
                switch (name) {
                    case "regression" -> new Link(objective.contains("sqrt") ? Kind.SQUARE : Kind.SAME, 1);
                    case "regression_l1", "huber", "fair", "quantile", "mape", "lambdarank", "rank_xendcg" -> new Link(
                            Kind.SAME, 1);
                    case "poisson", "gamma", "tweedie" -> new Link(Kind.EXP, 1);
                    case "binary", "multiclassova" -> new Link(Kind.SIGMOID, sigmoid(objective));
                    case "cross_entropy" -> new Link(Kind.SIGMOID, 1);
                    case "cross_entropy_lambda" -> new Link(Kind.LOG_ONE_PLUS_EXP, 1);
                    case "multiclass" -> new Link(Kind.SOFTMAX, 1);
                    default -> throw Refusals.unsupported(
                            "the objective " + Refusals.shown(name)
                                    + " is not served: its answers need code that is not in the file",
                            "Train with an objective of LightGBM, e.g. binary or regression, and save it again.");
                };
        requireClasses(objective, name, outputs);
        return link;
    }

    private static void requireClasses(List<String> objective, String name, int outputs) throws RefusedException {
        boolean isOfMany = name.equals("multiclass") || name.equals("multiclassova");
        if (!isOfMany && outputs != 1) {
            throw Refusals.inconsistent("the objective " + name + " has one output, and the file has " + outputs);
        }
        for (String word : objective) {
            if (word.startsWith(CLASSES) && !word.equals(CLASSES + outputs)) {
                throw Refusals.inconsistent(
                        "the objective has " + Refusals.shown(word) + " in a file of " + outputs + " outputs");
            }
        }
    }

    private static double sigmoid(List<String> objective) throws RefusedException {
        for (String word : objective) {
            if (word.startsWith(SIGMOID)) {
                try {
                    double sigmoid = Double.parseDouble(word.substring(SIGMOID.length()));
                    if (sigmoid > 0 && sigmoid < Double.POSITIVE_INFINITY) {
                        return sigmoid;
                    }
                } catch (NumberFormatException e) {
                    throw Refusals.inconsistent("the objective has " + Refusals.shown(word) + ", which is no number");
                }
                throw Refusals.inconsistent("the objective has " + Refusals.shown(word) + ", which is not positive");
            }
        }
        return 1;
    }

    /** Turns so many scores into answers, in place. */
    void answer(double[] scores, int count) {
        if (kind == Kind.SOFTMAX) {
            softmax(scores, count);
            return;
        }
        for (int k = 0; k < count; k++) {
            scores[k] = answer(scores[k]);
        }
    }

    private double answer(double score) {
        return switch (kind) {
            case SQUARE -> Math.signum(score) * score * score;
            case EXP -> Math.exp(score);
            case SIGMOID -> 1 / (1 + Math.exp(-sigmoid * score));
            case LOG_ONE_PLUS_EXP -> Math.log1p(StrictMath.exp(score));
            default -> score;
        };
    }

    private static void softmax(double[] scores, int count) {
        double largest = scores[0];
        for (int k = 1; k < count; k++) {
            largest = Math.max(largest, scores[k]);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
            scores[k] = Math.exp(scores[k] - largest);
            sum += scores[k];
        }
        for (int k = 0; k < count; k++) {
            scores[k] /= sum;
        }
    }
}
