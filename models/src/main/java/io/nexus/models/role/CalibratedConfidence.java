package io.nexus.models.role;

/** Model 9's role: the probability that the trade wins.
 *
 * @param probability 0 to 1 */
public record CalibratedConfidence(double probability, ModelUse use) {
    private static final ModelUse IDENTITY = ModelUse.fallback(9, "identity");
    private static final ModelUse BINS = ModelUse.fallback(9, "isotonic-bins");

    /** The raw confidence as it is. */
    public static CalibratedConfidence identity(double rawConfidence) {
        return new CalibratedConfidence(clamp(rawConfidence), IDENTITY);
    }

    /** Raw confidence and the bins' win rate, blended by how many outcomes the bins hold: (prior * raw + n * pWin) /
     * (prior + n); the identity where the bins know nothing.
     *
     * @param pWin of the contributing bins; NaN if unknown
     * @param episodes decayed number of outcomes behind it
     * @param priorEpisodes how many outcomes the raw confidence is worth, positive */
    public static CalibratedConfidence fallback(
            double rawConfidence, double pWin, double episodes, double priorEpisodes) {
        if (!Double.isFinite(pWin) || !(episodes > 0)) {
            return identity(rawConfidence);
        }
        double blended = (priorEpisodes * clamp(rawConfidence) + episodes * pWin) / (priorEpisodes + episodes);
        return new CalibratedConfidence(clamp(blended), BINS);
    }

    /** Isotonic regression by pool-adjacent-violators (Ayer et al. 1955): the closest non-decreasing sequence in weighted
     * least squares.
     *
     * @param rates win rate per bin, in order of raw confidence
     * @param weights outcomes per bin; a bin without any takes its neighbour's level
     * @throws IllegalArgumentException if the lengths differ */
    public static double[] isotonic(double[] rates, double[] weights) {
        if (rates.length != weights.length) {
            throw new IllegalArgumentException("rates and weights must have one length");
        }
        double[] level = new double[rates.length];
        double[] mass = new double[rates.length];
        int[] length = new int[rates.length];
        int blocks = 0;
        for (int i = 0; i < rates.length; i++) {
            level[blocks] = rates[i];
            mass[blocks] = Math.max(weights[i], Double.MIN_NORMAL);
            length[blocks++] = 1;
            while (blocks > 1 && level[blocks - 2] >= level[blocks - 1]) {
                blocks--;
                double sum = mass[blocks - 1] + mass[blocks];
                level[blocks - 1] += (level[blocks] - level[blocks - 1]) * (mass[blocks] / sum);
                mass[blocks - 1] = sum;
                length[blocks - 1] += length[blocks];
            }
        }
        return spread(level, length, rates.length);
    }

    private static double[] spread(double[] level, int[] length, int size) {
        double[] fitted = new double[size];
        for (int block = 0, i = 0; i < size; block++) {
            for (int k = 0; k < length[block]; k++) {
                fitted[i++] = level[block];
            }
        }
        return fitted;
    }

    private static double clamp(double probability) {
        return Math.min(1, Math.max(0, probability));
    }
}
