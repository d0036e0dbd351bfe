package io.nexus.domain.control;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import java.util.Arrays;

/** Feedback scores of the twenty strategies, in the order of {@link io.nexus.domain.signal.StrategyId}.
 *
 * @param weights smoothed, 0 to 1
 * @param days how many daily updates went in
 * @param asOfMs 00:00 UTC of feed time at which they were made */
public record StrategyWeights(double[] weights, int days, long asOfMs) {
    private static final double NEUTRAL = 0.5;

    /** A strategy of which an older savepoint has no weight is neutral. */
    @Override
    public double[] weights() {
        return Padded.with(weights, StrategyId.COUNT, NEUTRAL);
    }

    /** These weights if each is in [0, 1].
     *
     * @throws IllegalArgumentException naming the field and its range */
    StrategyWeights checked() {
        Check.all("weights", weights, StrategyId.COUNT, 0, 1);
        Check.notNegative("weights.days", days);
        Check.notNegative("weights.asOfMs", asOfMs);
        return this;
    }

    /** What stands until the first update. */
    public static StrategyWeights neutral() {
        double[] weights = new double[StrategyId.COUNT];
        Arrays.fill(weights, NEUTRAL);
        return new StrategyWeights(weights, 0, 0);
    }
}
