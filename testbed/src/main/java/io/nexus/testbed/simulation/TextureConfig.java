package io.nexus.testbed.simulation;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** What the simulated order flow and volatility look like from close up.
 *
 * @param tickBps price step over price, in bp, rounded to the grid 1-2-5; in [0.005, 10]
 * @param oneTickSpreadRatio share of fresh quotes that are one tick wide, in [0, 1]; of the others three in four are two
 * @param sizeLogDeviation standard deviation of the logarithm of a level's quantity around its typical one, in [0, 4]
 * @param branchingRatio arrivals that each arrival triggers, in [0, 0.95]
 * @param excitationMs mean time until a triggered arrival, in [1, 60,000]
 * @param signMemoryRatio how much likelier than one half the side of the last aggressor is, in [0, 0.3]
 * @param tradeSizeRatio mean quantity of an aggressor outside episodes over a level's typical one, in [0.01, 100]
 * @param followTicks how far quotes move towards the fair price at once, in [1, 1,000,000]
 * @param tradeShareRatio share of arrivals that are aggressors outside episodes, in [0.005, 0.6]
 * @param volatilityLogDeviation standard deviation of the logarithm of an instrument's own volatility, in [0, 2]
 * @param volatilityMemoryMinutes time in which that logarithm falls to 1/e of itself, in [1, 1,440] */
public record TextureConfig(
        double tickBps,
        double oneTickSpreadRatio,
        double sizeLogDeviation,
        double branchingRatio,
        double excitationMs,
        double signMemoryRatio,
        double tradeSizeRatio,
        long followTicks,
        double tradeShareRatio,
        double volatilityLogDeviation,
        double volatilityMemoryMinutes)
        implements Serializable {

    /** No limit, in effect. */
    static final long MAX_FOLLOW_TICKS = 1_000_000;

    public TextureConfig {
        Check.inRange("tickBps", tickBps, 0.005, 10);
        Check.inRange("oneTickSpreadRatio", oneTickSpreadRatio, 0, 1);
        Check.inRange("sizeLogDeviation", sizeLogDeviation, 0, 4);
        Check.inRange("branchingRatio", branchingRatio, 0, 0.95);
        Check.inRange("excitationMs", excitationMs, 1, 60_000);
        Check.inRange("signMemoryRatio", signMemoryRatio, 0, 0.3);
        Check.inRange("tradeSizeRatio", tradeSizeRatio, 0.01, 100);
        Check.inRange("followTicks", followTicks, 1, MAX_FOLLOW_TICKS);
        Check.inRange("tradeShareRatio", tradeShareRatio, 0.005, 0.6);
        Check.inRange("volatilityLogDeviation", volatilityLogDeviation, 0, 2);
        Check.inRange("volatilityMemoryMinutes", volatilityMemoryMinutes, 1, 1_440);
    }

    public static TextureConfig defaults() {
        return new TextureConfig(0.5, 0.45, 0.35, 0.45, 6_000, 0.05, 0.3, MAX_FOLLOW_TICKS, 0.34, 0.35, 20);
    }

    /** The same texture with quotes that may move so many times further at once. */
    TextureConfig steppingFurther(double ratio) {
        return new TextureConfig(
                tickBps,
                oneTickSpreadRatio,
                sizeLogDeviation,
                branchingRatio,
                excitationMs,
                signMemoryRatio,
                tradeSizeRatio,
                Math.min(MAX_FOLLOW_TICKS, Math.round(ratio * followTicks)),
                tradeShareRatio,
                volatilityLogDeviation,
                volatilityMemoryMinutes);
    }
}
