package io.nexus.udf.market;

/** Features 21 to 35: traded volume, its sides, its price of impact. */
final class VolumeFeatures {
    private VolumeFeatures() {}

    static void write(MarketContext market, InstrumentScale scale, FeatureWriter out) {
        Tape tape = market.tape;
        SecondSeries seconds = market.seconds;
        boolean hasTrades = tape.trades > 0;
        boolean has60 = hasTrades && seconds.has(60);
        boolean has300 = hasTrades && seconds.has(300);
        out.put("vol_1s", hasTrades && seconds.has(0), Math.log1p(seconds.has(0) ? seconds.usd.ago(0) : 0));
        out.put("vol_z_60s", has60, tape.volume60Moments.zScore(tape.volume60()));
        double ofDay = market.minuteOfDay.ratio(tape.volume300(), market.timeMs);
        out.put("vol_tod_5m", has300 && !Double.isNaN(ofDay), ofDay);
        out.put("trade_rate", hasTrades, tape.rateRatio(market.timeMs));
        double trades = tape.trades60.sum;
        double size = trades > 0 ? tape.volume60() / trades : tape.size60Moments.mean;
        out.put("avg_size_z", has60, tape.size60Moments.zScore(size));
        double volume60 = tape.volume60();
        out.put("large_share", has60, volume60 > 0 ? tape.large60.sum / volume60 : 0);
        out.put("buy_10s", hasTrades, Tape.buyShare(tape.buys10, tape.sells10));
        out.put("buy_60s", hasTrades, Tape.buyShare(tape.buys60, tape.sells60));
        out.put("buy_5m", hasTrades, Tape.buyShare(tape.buys300, tape.sells300));
        out.put("cvd_slope", has60, volume60 > 0 ? tape.deltaSlope.perSecond() / volume60 : 0);
        out.put("cvd_px_corr", has300, has300 ? seconds.deltaCorrelation() : 0);
        boolean hasVpin = market.vpin.isKnown();
        double vpin = hasVpin ? market.percentiles.rank(Metric.VPIN, market.vpin.value()) : 0;
        out.put("vpin_pct", hasVpin, vpin);
        out.put("kyle_lambda", has300, has300 ? seconds.kyleLambda() : 0);
        out.put("amihud", has300, has300 ? seconds.amihud() : 0);
        double liquidated = volume60 > 0 ? tape.liquidated60.sum / volume60 : 0;
        out.put("liq_net", tape.liquidations > 0 && has60, Math.max(-1, Math.min(1, liquidated)));
    }
}
