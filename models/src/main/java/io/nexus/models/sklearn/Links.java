package io.nexus.models.sklearn;

/** From scores to probabilities, in place. */
final class Links {
    private Links() {}

    /** 1 / (1 + e^-x). */
    static double expit(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x));
    }

    /** Probabilities that sum to 1. */
    static void softmax(double[] values, int count) {
        double most = values[0];
        for (int k = 1; k < count; k++) {
            most = Math.max(most, values[k]);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
            values[k] = Math.exp(values[k] - most);
            sum += values[k];
        }
        for (int k = 0; k < count; k++) {
            values[k] /= sum;
        }
    }

    /** Shares of the exponentials, through the logarithm of their sum as naive Bayes and mixtures take them. */
    static void logShares(double[] values, int count) {
        double most = values[0];
        for (int k = 1; k < count; k++) {
            most = Math.max(most, values[k]);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += Math.exp(values[k] - most);
        }
        double all = Math.log(sum) + most;
        for (int k = 0; k < count; k++) {
            values[k] = Math.exp(values[k] - all);
        }
    }

    /** e to each value. */
    static void exps(double[] values, int count) {
        for (int k = 0; k < count; k++) {
            values[k] = Math.exp(values[k]);
        }
    }

    /** Probability of each class against all others. */
    static void expits(double[] values, int count) {
        for (int k = 0; k < count; k++) {
            values[k] = expit(values[k]);
        }
    }

    /** Each against all others, then shares of their sum; equal shares if all are zero. */
    static void shares(double[] values, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += values[k];
        }
        for (int k = 0; k < count; k++) {
            values[k] = sum == 0 ? 1.0 / count : values[k] / sum;
        }
    }

    /** Shares of their sum, which are no numbers if all are zero. */
    static void plainShares(double[] values, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += values[k];
        }
        for (int k = 0; k < count; k++) {
            values[k] /= sum;
        }
    }

    /** Place of the largest. */
    static int argmax(double[] values, int count) {
        int place = 0;
        for (int k = 1; k < count; k++) {
            if (values[k] > values[place]) {
                place = k;
            }
        }
        return place;
    }

    /** From the probability of the second class to both. */
    static Stage both() {
        return Stage.pure(1, 2, (in, out) -> {
            out[0] = 1 - in[0];
            out[1] = in[0];
        });
    }
}
