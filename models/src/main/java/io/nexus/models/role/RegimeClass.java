package io.nexus.models.role;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;

/** Model 2's role: the three-class regime.
 *
 * @param group the most probable; the first of equals
 * @param confidence its probability, 0 to 1
 * @param probabilities of trending, ranging, volatile */
public record RegimeClass(RegimeGroup group, double confidence, double[] probabilities, ModelUse use) {
    private static final ModelUse RULES = ModelUse.fallback(2, "rules");
    private static final Regime[] REGIMES = Regime.values();
    private static final RegimeGroup[] GROUPS = RegimeGroup.values();

    /** Sums the engine's rule probabilities over each group's regimes and scales them to one; a third each if there is
     * no mass at all.
     *
     * @param ruleProbabilities of the twelve regimes by column */
    public static RegimeClass fallback(double[] ruleProbabilities) {
        double[] probabilities = groupProbabilities(ruleProbabilities);
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return new RegimeClass(GROUPS[best], probabilities[best], probabilities, RULES);
    }

    static double[] groupProbabilities(double[] ruleProbabilities) {
        if (ruleProbabilities.length != Regime.COUNT) {
            throw new IllegalArgumentException(
                    "ruleProbabilities must have " + Regime.COUNT + " values, had " + ruleProbabilities.length);
        }
        double[] sums = new double[GROUPS.length];
        double total = 0;
        for (int i = 0; i < Regime.COUNT; i++) {
            sums[REGIMES[i].group().column()] += ruleProbabilities[i];
            total += ruleProbabilities[i];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = total > 0 ? sums[i] / total : 1.0 / sums.length;
        }
        return sums;
    }
}
