package io.nexus.udf.market;

/** Features 36 to 45: the spread, what is displayed, what arrives and leaves, what walking costs. */
final class DepthFeatures {
    private DepthFeatures() {}

    static void write(MarketContext market, FeatureWriter out) {
        double spread = market.spreadBps();
        out.put("spread", true, spread);
        double mean = market.spreadMoments.mean;
        out.put("spread_rel", market.spreadMoments.samples >= 60 && mean > 0, spread / mean);
        double touchLots = (double) market.bidLots + market.askLots;
        out.put("qi_1", touchLots > 0, (market.bidLots - (double) market.askLots) / touchLots);
        out.put("qi_5", market.hasDepthImbalance, market.depthImbalance);
        DepthFacts depth = market.depth;
        out.put("depth_bid", depth.isKnown, Math.log1p(depth.bidUsd));
        out.put("depth_ask", depth.isKnown, Math.log1p(depth.askUsd));
        OrderFlow flow = market.flow;
        boolean hasTouchFlow = flow.hasQuote && flow.touchDepth.mean > 0 && market.seconds.has(10);
        out.put("ofi_1", hasTouchFlow, flow.touch.sum / flow.touchDepth.mean);
        boolean hasLevelFlow = flow.hasLevels && flow.levelDepth.mean > 0 && market.seconds.has(10);
        out.put("mlofi_5", hasLevelFlow, flow.levelFlow() / flow.levelDepth.mean);
        double slopes = depth.bidSlope + depth.askSlope;
        out.put("slope_asym", depth.isKnown && slopes > 0, (depth.bidSlope - depth.askSlope) / slopes);
        out.put("impact_10k", !Double.isNaN(depth.impactBps), depth.impactBps);
    }
}
