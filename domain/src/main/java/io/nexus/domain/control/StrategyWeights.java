package io.nexus.domain.control;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Feedback scores of the twenty strategies, in the order of {@link io.nexus.domain.signal.StrategyId}.
 *
 * @param weights smoothed, 0 to 1
 * @param days how many daily updates went in
 * @param asOfMs 00:00 UTC of feed time at which they were made
 * @param scores of the last update alone, which went into the weights, 0 to 1; null of an older writer */
public record StrategyWeights(double[] weights, int days, long asOfMs, double @Nullable [] scores) {
    private static final double NEUTRAL = 0.5;

    /** Weights of which the newest scores are not known. */
    public StrategyWeights(double[] weights, int days, long asOfMs) {
        this(weights, days, asOfMs, null);
    }

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
        if (scores != null) {
            Check.all("weights.scores", scores, StrategyId.COUNT, 0, 1);
        }
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
