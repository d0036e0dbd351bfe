package io.nexus.models.sklearn;

import java.util.Arrays;

/** Probabilities of all classes from those of each pair (the second method of Wu, Lin and Weng, as in libsvm). */
final class PairedProbabilities {
    private static final double LEAST = 1e-7;
    private static final double TOLERANCE = 0.005;
    private static final int LEAST_TURNS = 100;

    private final int classes;
    private final double[] pairs;
    private final double[] q;
    private final double[] qp;

    private PairedProbabilities(int classes) {
        this.classes = classes;
        pairs = new double[classes * classes];
        q = new double[classes * classes];
        qp = new double[classes];
    }

    /** From the decision value of each pair to the probability of each class.
     *
     * @param a steepness of each pair's sigmoid
     * @param b place of each pair's sigmoid */
    static Stage stage(int classes, double[] a, double[] b) {
        return new Stage(a.length, classes, () -> {
            PairedProbabilities coupling = new PairedProbabilities(classes);
            return (in, out) -> coupling.apply(in, a, b, out);
        });
    }

    private void apply(double[] decisions, double[] a, double[] b, double[] out) {
        int pair = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = i + 1; j < classes; j++) {
                double first =
                        Math.min(Math.max(Links.expit(-(decisions[pair] * a[pair] + b[pair])), LEAST), 1 - LEAST);
                pairs[i * classes + j] = first;
                pairs[j * classes + i] = 1 - first;
                pair++;
            }
        }
        Arrays.fill(out, 0, classes, 1.0 / classes);
        fillQ();
        double eps = TOLERANCE / classes;
        for (int turn = 0; turn < Math.max(LEAST_TURNS, classes); turn++) {
            if (error(out) < eps) {
                return;
            }
            improve(out);
        }
    }

    private void fillQ() {
        for (int t = 0; t < classes; t++) {
            q[t * classes + t] = 0;
            for (int j = 0; j < classes; j++) {
                if (j != t) {
                    q[t * classes + t] += pairs[j * classes + t] * pairs[j * classes + t];
                    q[t * classes + j] = -pairs[j * classes + t] * pairs[t * classes + j];
                }
            }
        }
    }

    private double quadratic(double[] p) {
        double pqp = 0;
        for (int t = 0; t < classes; t++) {
            qp[t] = 0;
            for (int j = 0; j < classes; j++) {
                qp[t] += q[t * classes + j] * p[j];
            }
            pqp += p[t] * qp[t];
        }
        return pqp;
    }

    private double error(double[] p) {
        double pqp = quadratic(p);
        double most = 0;
        for (int t = 0; t < classes; t++) {
            most = Math.max(most, Math.abs(qp[t] - pqp));
        }
        return most;
    }

    private void improve(double[] p) {
        double pqp = quadratic(p);
        for (int t = 0; t < classes; t++) {
            double diff = (-qp[t] + pqp) / q[t * classes + t];
            p[t] += diff;
            pqp = (pqp + diff * (diff * q[t * classes + t] + 2 * qp[t])) / (1 + diff) / (1 + diff);
            for (int j = 0; j < classes; j++) {
                qp[j] = (qp[j] + diff * q[t * classes + j]) / (1 + diff);
                p[j] /= 1 + diff;
            }
        }
    }
}
