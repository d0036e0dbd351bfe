package io.nexus.udf.feedback;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.statistics.StudentT;
import java.util.Arrays;

/** Makes the calibration from the statistics of all strategies. */
final class CalibrationBuilder {
    private static final int BINS = Calibration.BINS;
    private static final int QUANTILES = Calibration.QUANTILES;

    private final FeedbackConfig config;
    private final double[] referenceQuantiles;

    /** @param referenceQuantiles per strategy {@link Calibration#QUANTILES} strengths, for strategies with few fires */
    CalibrationBuilder(FeedbackConfig config, double[] referenceQuantiles) {
        this.config = config;
        this.referenceQuantiles = referenceQuantiles;
    }

    Calibration build(CrossSectionState state) {
        double[] episodes = new double[StrategyId.COUNT * BINS];
        double[] positive = new double[episodes.length];
        double[] means = new double[episodes.length];
        double[] pWin = new double[episodes.length];
        Arrays.fill(positive, 0.5);
        Arrays.fill(pWin, 0.5);
        double[] quantiles = referenceQuantiles.clone();
        for (StrategyStatistics strategy : state.newest) {
            double decay = StrategyLedger.decay(Math.max(0, state.feedTimeMs - strategy.asOfMs()), config.halfLifeMs());
            for (int bin = 0; bin < BINS && bin < strategy.episodes().length; bin++) {
                int at = strategy.strategyColumn() * BINS + bin;
                double n = strategy.episodes()[bin] * decay;
                double mean = strategy.meanNetBps()[bin];
                episodes[at] = n;
                positive[at] = probabilityPositive(n, mean, strategy.m2()[bin] * decay);
                means[at] = mean * n / (n + config.shrinkEpisodes());
                pWin[at] = (strategy.wins()[bin] * decay + 1) / (n + 2);
            }
            if (strategy.fires() >= config.minFires()) {
                System.arraycopy(
                        strategy.strengthQuantiles(), 0, quantiles, strategy.strategyColumn() * QUANTILES, QUANTILES);
            }
        }
        return new Calibration(episodes, positive, means, pWin, quantiles, state.feedTimeMs);
    }

    /** Posterior probability that a mean is positive under the reference prior (Student t with n - 1 degrees of freedom);
     * 0.5 while one outcome or less is known.
     *
     * @param m2 sum of squared deviations from the mean */
    static double probabilityPositive(double n, double mean, double m2) {
        if (n <= 1 || mean == 0) {
            return 0.5;
        }
        double standardError = Math.sqrt(m2 / (n - 1) / n);
        return StudentT.cdf(mean / standardError, n - 1);
    }
}
