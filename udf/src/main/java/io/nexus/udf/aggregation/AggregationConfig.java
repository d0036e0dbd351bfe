package io.nexus.udf.aggregation;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Gates of Layer 4, all in [0, 1]. Governance may tighten strength and direction, never loosen them.
 *
 * @param minSupport least sum of weight times confidence, in [0, 20]
 * @param minStrength least mean confidence of the used signals
 * @param neutralSignal absolute aggregated signals below it have no direction
 * @param directionSignal absolute aggregated signals up to it are HOLD, at least {@code neutralSignal} */
public record AggregationConfig(double minSupport, double minStrength, double neutralSignal, double directionSignal)
        implements Serializable {
    public AggregationConfig {
        Check.inRange("minSupport", minSupport, 0, 20);
        Check.inRange("minStrength", minStrength, 0, 1);
        Check.inRange("neutralSignal", neutralSignal, 0, 1);
        Check.inRange("directionSignal", directionSignal, neutralSignal, 1);
    }

    public static AggregationConfig defaults() {
        return new AggregationConfig(0.35, 0.5, 0.2, 0.3);
    }
}
