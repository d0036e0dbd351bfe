package io.nexus.udf.quality;

import io.nexus.domain.quality.Dimensions;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Percentiles;

/** The six dimensions by formula, each in [0, 1], higher is better to trade. */
final class QualityFormulas {
    static final int DIMENSIONS = 6;
    /** Place of the dimension that has a gate of its own. */
    static final int LIQUIDITY = 0;

    private static final double JUMP_Z = 3.09;
    private static final double NEUTRAL = 0.5;

    private QualityFormulas() {}

    /** Takes the six in the order of {@link Dimensions} to an array. */
    static void dimensions(MarketContext market, MarketQualityConfig config, double[] six) {
        six[LIQUIDITY] = liquidity(market, config);
        six[1] = volatility(market);
        six[2] = rank(market, Metric.MOMENTUM);
        six[3] = rank(market, Metric.IMBALANCE);
        six[4] = rank(market, Metric.TREND);
        six[5] = 1 - rank(market, Metric.NOISE);
    }

    /** 0 to 1; 0.5 where the data are missing. */
    private static double rank(MarketContext market, Metric metric) {
        return market.percentiles.rankOrNeutral(metric, metric.value(market));
    }

    /** The least of: usual for this market, tight in itself, deep enough for our orders. A depth that is not known as far as 10 bp is
     * missing: neutral. */
    static double liquidity(MarketContext market, MarketQualityConfig config) {
        Percentiles percentiles = market.percentiles;
        double displayed = Metric.DEPTH_USD.value(market);
        double impact =
                Double.isNaN(market.depth.impactBps) ? 1 : percentiles.rank(Metric.IMPACT_BPS, market.depth.impactBps);
        double usual = 0.35 * (1 - percentiles.rank(Metric.SPREAD_BPS, market.spreadBps()))
                + 0.35 * percentiles.rankOrNeutral(Metric.DEPTH_USD, displayed)
                + 0.15 * rank(market, Metric.VOLUME_60S_USD)
                + 0.15 * (1 - impact);
        double tight = clamp(
                1 - Math.log(market.spreadBps()) / Math.log(config.formula().worstSpreadBps()));
        double orders = displayed / (config.formula().depthOrders() * config.orderNotionalUsd());
        double deep = Double.isNaN(orders) ? NEUTRAL : clamp(Math.log10(orders) + 1);
        return Math.min(usual, Math.min(tight, deep));
    }

    /** Best in the middle of its range; jumps take away. */
    private static double volatility(MarketContext market) {
        double sigma = market.quality.sigma;
        if (!(sigma > 0)) {
            return 0.5;
        }
        double off = 2 * market.percentiles.rank(Metric.SIGMA, sigma) - 1;
        double jump = market.jumps.jumpZ > JUMP_Z ? 0.5 : 1;
        return (1 - off * off) * (1 - 0.5 * market.jumps.relativeJump) * jump;
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
