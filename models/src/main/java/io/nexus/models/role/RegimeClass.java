package io.nexus.models.role;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import java.util.Arrays;

/** Model 2's role: the three-class regime.
 *
 * @param group the most probable; the first of equals
 * @param confidence its probability, 0 to 1
 * @param probabilities of trending, ranging, volatile */
public record RegimeClass(RegimeGroup group, double confidence, double[] probabilities, ModelUse use) {
    /** The engine's own rules in the model's place: {@link #groupProbabilities(double[], double[])}. */
    public static final ModelUse FALLBACK = ModelUse.fallback(2, "rules");

    private static final Regime[] REGIMES = Regime.values();
    private static final RegimeGroup[] GROUPS = RegimeGroup.values();

    /** The class that probabilities speak for.
     *
     * @param probabilities of trending, ranging, volatile; copied */
    public static RegimeClass of(double[] probabilities, ModelUse use) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return new RegimeClass(GROUPS[best], probabilities[best], probabilities.clone(), use);
    }

    static double[] groupProbabilities(double[] ruleProbabilities) {
        double[] classes = new double[GROUPS.length];
        groupProbabilities(ruleProbabilities, classes);
        return classes;
    }

    /** Sums the engine's rule probabilities over each group's regimes and scales them to one; a third each if there is
     * no mass at all.
     *
     * @param ruleProbabilities of the twelve regimes by column
     * @param classes takes the probabilities of trending, ranging, volatile
     * @throws IllegalArgumentException for other than twelve */
    public static void groupProbabilities(double[] ruleProbabilities, double[] classes) {
        if (ruleProbabilities.length != Regime.COUNT) {
            throw new IllegalArgumentException(
                    "ruleProbabilities must have " + Regime.COUNT + " values, had " + ruleProbabilities.length);
        }
        Arrays.fill(classes, 0);
        double total = 0;
        for (int i = 0; i < Regime.COUNT; i++) {
            classes[REGIMES[i].group().column()] += ruleProbabilities[i];
            total += ruleProbabilities[i];
        }
        for (int i = 0; i < classes.length; i++) {
            classes[i] = total > 0 ? classes[i] / total : 1.0 / classes.length;
        }
    }
}
