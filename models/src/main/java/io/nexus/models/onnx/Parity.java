package io.nexus.models.onnx;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Compares our own evaluation of a graph with that of ONNX Runtime. */
final class Parity {
    private static final int ROWS = 200;
    private static final long SEED = 7;

    /** Largest difference, as a share of the row's largest output. */
    private static final double TOLERANCE = 1e-6;

    /** Every so many rows one of them has a missing value. */
    private static final int MISSING_EVERY = 20;

    private final Model ours;
    private final Model theirs;
    private final float[][] cuts;
    private double worst;

    /** @param cuts numbers at which the answer of either may jump, by feature; most rows hold some of them */
    Parity(Model ours, Model theirs, float[][] cuts) {
        this.ours = ours;
        this.theirs = theirs;
        this.cuts = cuts;
    }

    /** Whether both give the same on rows of zeros, of ones, random ones and some with missing values. */
    boolean holds() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] first = new double[ours.signature().outputWidth()];
        double[] second = new double[first.length];
        for (int i = 0; i < ROWS; i++) {
            double[] row = DryRun.row(ours.signature(), i, random);
            cut(row, random);
            if (i % MISSING_EVERY == MISSING_EVERY - 1) {
                row[random.nextInt(row.length)] = Double.NaN;
            }
            try {
                ours.evaluate(row, first);
                theirs.evaluate(row, second);
            } catch (ModelFailure e) {
                return false;
            }
            if (!isSame(first, second)) {
                return false;
            }
        }
        return true;
    }

    private void cut(double[] row, SplittableRandom random) {
        for (int i = 0; i < cuts.length; i++) {
            if (cuts[i].length > 0) {
                float cut = cuts[i][random.nextInt(cuts[i].length)];
                row[i] = switch (random.nextInt(4)) {
                    case 0 -> cut;
                    case 1 -> Math.nextUp(cut);
                    case 2 -> Math.nextDown(cut);
                    default -> row[i];
                };
            }
        }
    }

    /** Largest difference that was seen, as a share of the row's largest output. */
    double worst() {
        return worst;
    }

    private boolean isSame(double[] first, double[] second) {
        double largest = Arrays.stream(second)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int i = 0; i < first.length; i++) {
            if (Double.isNaN(first[i]) != Double.isNaN(second[i])) {
                return false;
            }
            double difference = Math.abs(first[i] - second[i]);
            if (difference > 0) {
                worst = Math.max(worst, difference / largest);
            }
        }
        return worst <= TOLERANCE;
    }
}
