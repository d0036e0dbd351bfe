package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;

/** The class that a classifier predicts, as its place among the classes. */
final class Choices {
    private Choices() {}

    /** What {@code predict} gives: the classifier's own choice, else the sign or the largest of its decisions, else its
     * most probable class. */
    static Stage of(Fitted fitted) throws RefusedException {
        if (fitted.choice() != null) {
            return fitted.choice();
        }
        Stage scores = fitted.decision() != null ? fitted.decision() : fitted.probabilities();
        if (scores == null) {
            throw Refusals.unsupported("the member " + fitted.kind() + " gives no class");
        }
        int possible = Math.max(2, scores.outputs());
        if (fitted.classes().size() != possible) {
            throw Refusals.unsupported("the member " + fitted.kind() + " tells " + possible + " classes apart, but has "
                    + fitted.classes().size());
        }
        return scores.outputs() == 1
                ? scores.finish((values, count) -> values[0] = values[0] > 0 ? 1 : 0)
                : scores.then(largest(scores.outputs()));
    }

    /** Place of the largest value. */
    static Stage largest(int width) {
        return Stage.pure(width, 1, (in, out) -> out[0] = Links.argmax(in, width));
    }

    /** Scores of each class from the decisions of each pair, as {@code _ovr_decision_function} has them.
     *
     * @param isSecond from a pair's decision to whether its second class is chosen */
    static void paired(int classes, double[] decisions, boolean[] isSecond, double[] sums, double[] votes) {
        Arrays.fill(sums, 0, classes, 0);
        Arrays.fill(votes, 0, classes, 0);
        int pair = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = i + 1; j < classes; j++, pair++) {
                sums[i] -= decisions[pair];
                sums[j] += decisions[pair];
                votes[isSecond[pair] ? j : i]++;
            }
        }
    }

    /** Votes with the confidences as a part of a vote. */
    static void join(int classes, double[] sums, double[] votes, double[] out) {
        for (int k = 0; k < classes; k++) {
            out[k] = votes[k] + sums[k] / (3 * (Math.abs(sums[k]) + 1));
        }
    }
}
