package io.nexus.udf.quality;

import io.nexus.domain.quality.Regime;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.MinuteIndicators;

/** The regime by rule, at one moment and without memory: the first that applies, from the dangerous to the dull. */
final class RegimeRule {
    private static final double ILLIQUID_BELOW = 0.2;
    private static final double VOLATILE_ABOVE = 0.9;
    private static final double QUIET_BELOW = 0.1;
    private static final double TREND_ADX = 25;
    private static final double RANGE_ADX = 20;
    private static final long RECOVERY_MS = 30 * 60_000;

    private final double crisisSigmas;
    private final double noisePercentile;
    private final FormulaConfig formula;

    RegimeRule(double crisisSigmas, double noisePercentile, FormulaConfig formula) {
        this.formula = formula;
        this.crisisSigmas = crisisSigmas;
        this.noisePercentile = noisePercentile;
    }

    Regime label(MarketContext market, double liquidity, RegimeMemory memory) {
        if (isCrisis(market)) {
            return Regime.CRISIS;
        }
        if (liquidity < ILLIQUID_BELOW) {
            return Regime.ILLIQUID;
        }
        if (market.jumps.isKnown && market.percentiles.rank(Metric.NOISE, market.quality.noise) > noisePercentile) {
            return Regime.HIGH_NOISE;
        }
        boolean isRecovering = memory.crisisEndMs > 0
                && market.timeMs - memory.crisisEndMs < RECOVERY_MS
                && market.quality.sigma < memory.sigmaAtCrisis;
        if (isRecovering) {
            return Regime.RECOVERY;
        }
        return ordinary(market);
    }

    private static Regime ordinary(MarketContext market) {
        double sigma = market.quality.sigma;
        double percentile = sigma > 0 ? market.percentiles.rank(Metric.SIGMA, sigma) : 0.5;
        if (percentile > VOLATILE_ABOVE) {
            return Regime.VOLATILE;
        }
        if (percentile < QUIET_BELOW) {
            return Regime.QUIET;
        }
        if (isBreakout(market)) {
            return Regime.BREAKOUT;
        }
        MinuteIndicators minute = market.minute;
        double adx = minute.movement.hasIndex() ? minute.movement.adx() : Double.NaN;
        if (adx > TREND_ADX && Math.abs(minute.alignedPairs()) == 3) {
            return minute.alignedPairs() > 0 ? Regime.TRENDING_UP : Regime.TRENDING_DOWN;
        }
        boolean reverts = market.seconds.has(300)
                && market.jumps.efficiencyRatio < 0.2
                && market.seconds.autocorrelation() < -0.1;
        if (reverts) {
            return Regime.MEAN_REVERTING;
        }
        return adx < RANGE_ADX ? Regime.RANGING : Regime.TRANSITION;
    }

    /** A 60 s return far beyond its volatility as it stood before, or a wide spread over a thin book. */
    private boolean isCrisis(MarketContext market) {
        boolean hasBefore = market.seconds.pastVolatility.has(120);
        if (hasBefore) {
            double before = market.seconds.pastVolatility.ago(60) * Math.sqrt(60);
            if (before > 0 && Math.abs(market.seconds.logReturn(market.midTicks(), 60)) > crisisSigmas * before) {
                return true;
            }
        }
        boolean isWide = market.spreadMoments.samples >= 60
                && market.spreadBps() > formula.crisisSpreadFactor() * market.spreadMoments.mean;
        double displayed = Metric.DEPTH_USD.value(market); // NaN, and no crisis, where it is not known
        return isWide && displayed < formula.crisisDepthFactor() * market.percentiles.median(Metric.DEPTH_USD);
    }

    /** The price stands beyond the 55-minute channel while volatility rises: the newest of five minutes varies more than the
     * mean one, both by five-second returns, so that the bounce between bid and ask counts alike. */
    private static boolean isBreakout(MarketContext market) {
        if (!market.minute.high55.isFull() || !market.jumps.isKnown) {
            return false;
        }
        double mid = market.midTicks();
        boolean isBeyond = mid > market.minute.high55.max() || mid < -market.minute.low55.max();
        return isBeyond && market.jumps.minuteVariance * 5 > market.jumps.realizedVariance;
    }
}
