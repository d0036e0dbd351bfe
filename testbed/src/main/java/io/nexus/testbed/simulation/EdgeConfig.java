package io.nexus.testbed.simulation;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** The planted edge: episodes of informed flow, announced by the book and by absorption before the price moves.
 *
 * @param plantedDriftBps typical move of an episode, in bp; each draws 0.75 to 1.85 times it; in [0, 1,000], 0 plants nothing
 * @param minDurationMs shortest drift, in [10,000, 86,400,000]
 * @param maxDurationMs longest drift, at least {@code minDurationMs}, up to 86,400,000
 * @param timeShareRatio share of time inside episodes, in [0.05, 0.95]
 * @param aggressorShareRatio share of aggressive volume on the drift's side, in [0.5, 0.95]
 * @param volumeMultiple volume inside an episode over volume outside, in [1, 5]; 1.3 times it in the first three minutes
 * @param leanImbalanceRatio depth imbalance over five levels when the book leans, in [0, 0.95]
 * @param absorptionMs how long the start level absorbs before the drift, in [0, 600,000]
 * @param reversalProbabilityRatio share of episodes followed by a partial reversal, in [0, 1]
 * @param reversalShareRatio share of the move given back by a reversal, in [0, 1] */
public record EdgeConfig(
        double plantedDriftBps,
        long minDurationMs,
        long maxDurationMs,
        double timeShareRatio,
        double aggressorShareRatio,
        double volumeMultiple,
        double leanImbalanceRatio,
        long absorptionMs,
        double reversalProbabilityRatio,
        double reversalShareRatio)
        implements Serializable {

    public EdgeConfig {
        Check.inRange("plantedDriftBps", plantedDriftBps, 0, 1_000);
        Check.inRange("minDurationMs", minDurationMs, 10_000, 86_400_000);
        Check.inRange("maxDurationMs", maxDurationMs, minDurationMs, 86_400_000);
        Check.inRange("timeShareRatio", timeShareRatio, 0.05, 0.95);
        Check.inRange("aggressorShareRatio", aggressorShareRatio, 0.5, 0.95);
        Check.inRange("volumeMultiple", volumeMultiple, 1, 5);
        Check.inRange("leanImbalanceRatio", leanImbalanceRatio, 0, 0.95);
        Check.inRange("absorptionMs", absorptionMs, 0, 600_000);
        Check.inRange("reversalProbabilityRatio", reversalProbabilityRatio, 0, 1);
        Check.inRange("reversalShareRatio", reversalShareRatio, 0, 1);
    }

    public static EdgeConfig defaults() {
        return new EdgeConfig(75, 480_000, 1_500_000, 0.33, 0.73, 2.2, 0.78, 15_000, 0.4, 0.4);
    }

    /** The same edge with another typical move; 0 plants nothing. */
    public EdgeConfig withPlantedDriftBps(double driftBps) {
        return new EdgeConfig(
                driftBps,
                minDurationMs,
                maxDurationMs,
                timeShareRatio,
                aggressorShareRatio,
                volumeMultiple,
                leanImbalanceRatio,
                absorptionMs,
                reversalProbabilityRatio,
                reversalShareRatio);
    }
}
