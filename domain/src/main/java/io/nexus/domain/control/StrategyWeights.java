package io.nexus.domain.control;

import io.nexus.domain.signal.StrategyId;
import java.util.Arrays;

/** Feedback scores of the twenty strategies, in the order of {@link io.nexus.domain.signal.StrategyId}.
 *
 * @param weights smoothed, 0 to 1
 * @param days how many daily updates went in
 * @param asOfMs 00:00 UTC of feed time at which they were made */
public record StrategyWeights(double[] weights, int days, long asOfMs) {
    private static final double NEUTRAL = 0.5;

    /** What stands until the first update. */
    public static StrategyWeights neutral() {
        double[] weights = new double[StrategyId.COUNT];
        Arrays.fill(weights, NEUTRAL);
        return new StrategyWeights(weights, 0, 0);
    }
}
