package io.nexus.udf.position;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How stops move. Ratios are shares of the entry price.
 *
 * @param trailingFromRatio profit from which the stop trails, in (0, 1)
 * @param trailingMinRatio least distance of the trailing stop from the best price, in (0, 1)
 * @param trailingAtrs its distance in ATRs where that is wider, 0 to 100
 * @param breakevenFromRatio profit at which the stop moves to entry plus costs, in (0, 1)
 * @param widenFactor distance of a widened stop over the first one's, 1 to 3
 * @param widenVolatilityFactor volatility over the entry's at which the stop is widened once, 1 to 100
 * @param defaultAtrs stop distance of a position without a plan, in ATRs, 0 to 100
 * @param defaultMinRatio its least distance, in (0, 1)
 * @param defaultMaxRatio its largest distance, also while no ATR is known, in (0, 1)
 * @param defaultTargetFactor take-profit distance of a position without a plan over its stop's, 0 to 100 */
public record StopConfig(
        double trailingFromRatio,
        double trailingMinRatio,
        double trailingAtrs,
        double breakevenFromRatio,
        double widenFactor,
        double widenVolatilityFactor,
        double defaultAtrs,
        double defaultMinRatio,
        double defaultMaxRatio,
        double defaultTargetFactor)
        implements Serializable {

    public StopConfig {
        Check.inOpenUnitInterval("trailingFromRatio", trailingFromRatio);
        Check.inOpenUnitInterval("trailingMinRatio", trailingMinRatio);
        Check.inRange("trailingAtrs", trailingAtrs, 0, 100);
        Check.inOpenUnitInterval("breakevenFromRatio", breakevenFromRatio);
        Check.inRange("widenFactor", widenFactor, 1, 3);
        Check.inRange("widenVolatilityFactor", widenVolatilityFactor, 1, 100);
        Check.inRange("defaultAtrs", defaultAtrs, 0, 100);
        Check.inOpenUnitInterval("defaultMinRatio", defaultMinRatio);
        Check.inOpenUnitInterval("defaultMaxRatio", defaultMaxRatio);
        Check.inRange("defaultTargetFactor", defaultTargetFactor, 0, 100);
        if (defaultMaxRatio < defaultMinRatio) {
            throw new IllegalArgumentException(
                    "defaultMaxRatio must be at least defaultMinRatio " + defaultMinRatio + ", was " + defaultMaxRatio);
        }
    }

    public static StopConfig defaults() {
        return new StopConfig(0.01, 0.005, 1, 0.02, 1.5, 2, 2, 0.01, 0.03, 2);
    }
}
