package io.nexus.domain.quality;

import io.nexus.domain.check.Check;

/** The six dimensions of market quality, each in [0, 1], higher is better to trade. */
public record Dimensions(
        double liquidity, double volatility, double momentum, double imbalance, double trendStrength, double noise) {
    public Dimensions {
        Check.inRange("liquidity", liquidity, 0, 1);
        Check.inRange("volatility", volatility, 0, 1);
        Check.inRange("momentum", momentum, 0, 1);
        Check.inRange("imbalance", imbalance, 0, 1);
        Check.inRange("trendStrength", trendStrength, 0, 1);
        Check.inRange("noise", noise, 0, 1);
    }
}
