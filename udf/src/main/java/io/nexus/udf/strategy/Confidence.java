package io.nexus.udf.strategy;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.signal.StrategyId;

/** From a strength to the confidence that the filter reads. */
final class Confidence {
    private Confidence() {}

    /** 0.5 to 1 by the rank of a strength among the strategy's past triggers. */
    static double raw(Calibration calibration, StrategyId strategy, double strength) {
        return 0.5 + 0.5 * calibration.rank(strategy, strength);
    }

    /** Raw confidence, drawn to the probability that the strategy's episodes in this bin earn more than they cost. */
    static double calibrated(Calibration calibration, StrategyId strategy, double raw, double priorEpisodes) {
        int bin = Calibration.index(strategy, raw);
        double episodes = calibration.episodes()[bin];
        double edge = calibration.probabilityEdgePositive()[bin];
        return (priorEpisodes * raw + episodes * edge) / (priorEpisodes + episodes);
    }

    /** What is left of a confidence: the part above (or below) 0.5 halves every half-life. */
    static double decayed(double confidence, long ageMs, long halfLifeMs) {
        return 0.5 + (confidence - 0.5) * Math.pow(2, -(double) ageMs / halfLifeMs);
    }
}
