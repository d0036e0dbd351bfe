package io.nexus.udf.market;

/** Features 56 to 65: volatilities, annualised as standard deviations, and jumps. */
final class VolatilityFeatures {
    private VolatilityFeatures() {}

    static void write(MarketContext market, FeatureWriter out) {
        SecondSeries seconds = market.seconds;
        JumpStatistics jumps = market.jumps;
        MinuteIndicators minute = market.minute;
        boolean has60 = seconds.has(60);
        double of60s = has60 ? Math.sqrt(seconds.realizedVariance60() * RawQuality.MINUTES_PER_YEAR) : 0;
        double of5m = Math.sqrt(jumps.realizedVariance * RawQuality.FIVE_MINUTES_PER_YEAR);
        double of1h = Math.sqrt(minute.realizedVariance60 / 60 * RawQuality.MINUTES_PER_YEAR);
        boolean has1h = market.minutes.spans(60);
        out.put("rv_60s", has60, of60s);
        out.put("rv_5m", jumps.isKnown, of5m);
        out.put("rv_1h", has1h, of1h);
        double bipower = Math.sqrt(jumps.bipowerVariation * RawQuality.FIVE_MINUTES_PER_YEAR);
        out.put("bv_5m", jumps.isKnown, bipower);
        out.put("rj_5m", jumps.isKnown, jumps.relativeJump);
        out.put("bns_z", jumps.isKnown, jumps.jumpZ);
        double garch = Math.sqrt(minute.garch.variance * RawQuality.MINUTES_PER_YEAR);
        out.put("garch", minute.garch.isKnown(), garch);
        double parkinson = minute.parkinson15 * Math.sqrt(RawQuality.MINUTES_PER_YEAR);
        out.put("parkinson", market.minutes.spans(14), parkinson);
        boolean hasVov = seconds.logVolatility60.samples >= 300;
        out.put("vov", hasVov, seconds.logVolatility60.deviation());
        out.put("rv_ratio", jumps.isKnown && has1h && of1h > 0, of5m / of1h);
    }
}
