package io.nexus.udf.quality;

import io.nexus.domain.check.Check;
import io.nexus.domain.quality.Dimensions;
import java.io.Serializable;

/** Numbers of Layer 1's formulas. The six weights make the composite and add up to 1.
 *
 * @param worstSpreadBps spread in bp at which the absolute liquidity is 0, above 1 to 10,000
 * @param depthOrders displayed depth, in typical orders, from which it no longer lowers liquidity, 0.01 to 1,000,000
 * @param crisisSpreadFactor spread over its mean that, with too little depth, is a crisis, 0.01 to 1,000
 * @param crisisDepthFactor depth over its median below which that spread is a crisis, 0.001 to 1,000
 * @param liquidityWeight weight of liquidity, 0 to 1
 * @param volatilityWeight weight of volatility, 0 to 1
 * @param momentumWeight weight of momentum, 0 to 1
 * @param imbalanceWeight weight of imbalance, 0 to 1
 * @param trendStrengthWeight weight of trend strength, 0 to 1
 * @param noiseWeight weight of noise, 0 to 1 */
public record FormulaConfig(
        double worstSpreadBps,
        double depthOrders,
        double crisisSpreadFactor,
        double crisisDepthFactor,
        double liquidityWeight,
        double volatilityWeight,
        double momentumWeight,
        double imbalanceWeight,
        double trendStrengthWeight,
        double noiseWeight)
        implements Serializable {
    private static final double ROUNDING = 1e-9;

    public FormulaConfig {
        Check.inRange("worstSpreadBps", worstSpreadBps, 1 + ROUNDING, 10_000);
        Check.inRange("depthOrders", depthOrders, 0.01, 1e6);
        Check.inRange("crisisSpreadFactor", crisisSpreadFactor, 0.01, 1_000);
        Check.inRange("crisisDepthFactor", crisisDepthFactor, 0.001, 1_000);
        Check.inRange("liquidityWeight", liquidityWeight, 0, 1);
        Check.inRange("volatilityWeight", volatilityWeight, 0, 1);
        Check.inRange("momentumWeight", momentumWeight, 0, 1);
        Check.inRange("imbalanceWeight", imbalanceWeight, 0, 1);
        Check.inRange("trendStrengthWeight", trendStrengthWeight, 0, 1);
        Check.inRange("noiseWeight", noiseWeight, 0, 1);
        double sum = liquidityWeight
                + volatilityWeight
                + momentumWeight
                + imbalanceWeight
                + trendStrengthWeight
                + noiseWeight;
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("the six weights must add up to 1, were " + sum);
        }
    }

    public static FormulaConfig defaults() {
        return new FormulaConfig(50, 20, 5, 0.2, 0.15, 0.15, 0.15, 0.15, 0.20, 0.20);
    }

    /** Weighted mean of the six dimensions, 0 to 1. */
    public double composite(Dimensions dimensions) {
        return composite(
                dimensions.liquidity(),
                dimensions.volatility(),
                dimensions.momentum(),
                dimensions.imbalance(),
                dimensions.trendStrength(),
                dimensions.noise());
    }

    private double composite(
            double liquidity,
            double volatility,
            double momentum,
            double imbalance,
            double trendStrength,
            double noise) {
        double composite = liquidityWeight * liquidity
                + volatilityWeight * volatility
                + momentumWeight * momentum
                + imbalanceWeight * imbalance
                + trendStrengthWeight * trendStrength
                + noiseWeight * noise;
        return Math.min(1, composite);
    }

    /** Weighted mean of the six in the order of {@link Dimensions}, 0 to 1. */
    double composite(double[] six) {
        return composite(six[0], six[1], six[2], six[3], six[4], six[5]);
    }
}
