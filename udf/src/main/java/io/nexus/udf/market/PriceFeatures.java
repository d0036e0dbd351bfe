package io.nexus.udf.market;

/** Features 1 to 20: returns in bp or in sigmas, place of the price, basis. */
final class PriceFeatures {
    private static final double BPS = 1e4;
    /** A price half-way between two round ones belongs to the upper, whatever its last digit as a double. */
    private static final double ROUNDING = 1e-9;

    private PriceFeatures() {}

    static void write(MarketContext market, InstrumentScale scale, FeatureWriter out) {
        double mid = market.midTicks();
        writeReturns(market, mid, out);
        out.put("vwap_dev_sess", market.session.isKnown(), market.session.sigmas(mid));
        out.put("vwap_dev_15m", market.seconds.has(900), market.seconds.vwap.sigmas(mid));
        out.put("micro_dev", true, (market.micropriceTicks() - mid) / mid * BPS);
        double halfSpread = (market.askTicks - market.bidTicks) / 2.0;
        out.put("last_vs_mid", market.tape.trades > 0, (market.tape.lastTicks - mid) / halfSpread);
        writePlace(market, mid, out);
        writeProfile(market, mid, out);
        writeRound(market, mid * scale.tick(), out);
        boolean hasBasis = market.hasMark && market.indexPrice > 0;
        out.put("basis", hasBasis, (mid * scale.tick() - market.indexPrice) / market.indexPrice * BPS);
    }

    private static void writeReturns(MarketContext market, double mid, FeatureWriter out) {
        SecondSeries seconds = market.seconds;
        out.put("ret_1s", seconds.has(1), seconds.has(1) ? seconds.logReturn(mid, 1) * BPS : 0);
        out.put("ret_5s", seconds.has(5), seconds.has(5) ? seconds.logReturn(mid, 5) * BPS : 0);
        out.put("ret_15s", seconds.has(15), seconds.has(15) ? seconds.logReturn(mid, 15) * BPS : 0);
        putSigmas("ret_60s", market, 60, out);
        putSigmas("ret_5m", market, 300, out);
        putSigmas("ret_15m", market, 900, out);
        putSigmas("ret_1h", market, 3600, out);
    }

    static void putSigmas(String name, MarketContext market, int seconds, FeatureWriter out) {
        double logReturn = RawQuality.logReturn(market, seconds);
        double unit = market.secondVolatility() * Math.sqrt(seconds);
        out.put(name, !Double.isNaN(logReturn) && unit > 0, logReturn / unit);
    }

    private static void writePlace(MarketContext market, double mid, FeatureWriter out) {
        BarSeries minutes = market.minutes;
        boolean has15 = minutes.isBuilding && minutes.spans(13);
        double currentHigh = Math.max(mid, (double) minutes.currentHigh);
        double currentLow = Math.min(mid, (double) minutes.currentLow);
        double high = currentHigh;
        double low = currentLow;
        for (int age = 0; has15 && age < 14; age++) {
            high = Math.max(high, (double) minutes.high[minutes.at(age)]);
            low = Math.min(low, (double) minutes.low[minutes.at(age)]);
        }
        out.put("pos_15m", has15, place(mid, low, high));
        MinuteIndicators minute = market.minute;
        boolean hasDay = minutes.isBuilding && minutes.spans(0) && minute.high24h.isFull();
        double dayHigh = Math.max(currentHigh, minute.high24h.max());
        double dayLow = Math.min(currentLow, -minute.low24h.max());
        out.put("pos_24h", hasDay, place(mid, dayLow, dayHigh));
        double unit = market.secondVolatility() * 60 * mid;
        boolean hasHour = minutes.isBuilding && minutes.spans(58) && unit > 0;
        out.put("dist_high_1h", hasHour, (Math.max(currentHigh, minute.high59) - mid) / unit);
        out.put("dist_low_1h", hasHour, (mid - Math.min(currentLow, minute.low59)) / unit);
    }

    private static double place(double mid, double low, double high) {
        return high > low ? (mid - low) / (high - low) : 0.5;
    }

    private static void writeProfile(MarketContext market, double mid, FeatureWriter out) {
        VolumeProfile profile = market.profile;
        boolean isKnown = profile.isKnown;
        double width = profile.valueAreaTicks();
        double lowEdge = profile.valueAreaLow * (double) profile.binTicks;
        out.put("dist_poc", isKnown, (mid - profile.ticks(profile.pointOfControl)) / width);
        out.put("va_pos", isKnown, Math.max(-1, Math.min(2, (mid - lowEdge) / width)));
        out.put("lvn_dist", isKnown && profile.lowNodeCount > 0, profile.lowVolumeNodeBins(mid) / 50.0);
    }

    private static void writeRound(MarketContext market, double price, FeatureWriter out) {
        double grid = Math.pow(10, Math.floor(Math.log10(price) + ROUNDING)) / 100;
        double nearest = Math.floor(price / grid + 0.5 + ROUNDING) * grid;
        double unit = market.secondVolatility() * Math.sqrt(900) * price;
        out.put("round_dist", unit > 0, (nearest - price) / unit);
    }
}
