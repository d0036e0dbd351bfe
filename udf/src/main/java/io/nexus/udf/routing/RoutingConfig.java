package io.nexus.udf.routing;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Gates of Layer 5, all in [0, 1]. Governance may tighten probability and confidence, never loosen them.
 *
 * @param minActionProbability an action's probability must exceed it
 * @param minMargin least lead of the larger probability where both exceed it
 * @param minConfidence least router confidence */
public record RoutingConfig(double minActionProbability, double minMargin, double minConfidence)
        implements Serializable {
    public RoutingConfig {
        Check.inRange("minActionProbability", minActionProbability, 0, 1);
        Check.inRange("minMargin", minMargin, 0, 1);
        Check.inRange("minConfidence", minConfidence, 0, 1);
    }

    public static RoutingConfig defaults() {
        return new RoutingConfig(0.6, 0.05, 0.7);
    }
}
