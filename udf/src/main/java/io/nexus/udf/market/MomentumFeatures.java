package io.nexus.udf.market;

/** Features 46 to 55: oscillators and trend of one-minute bars, efficiency and autocorrelation of seconds. */
final class MomentumFeatures {
    private static final int STOCHASTIC_BARS = 14;
    /** A market that stands still has no range to measure by. */
    private static final double LEAST_ATR_TICKS = 1;

    private MomentumFeatures() {}

    static void write(MarketContext market, FeatureWriter out) {
        MinuteIndicators minute = market.minute;
        double atr = Math.max(LEAST_ATR_TICKS, minute.movement.trueRange);
        boolean hasAtr = minute.movement.hasRange();
        out.put("rsi14", minute.rsi.isKnown(), minute.rsi.value());
        double histogram = minute.macdFast.value - minute.macdSlow.value - minute.macdSignal.value;
        out.put("macd_h", hasAtr && minute.macdSlow.count >= 35, histogram / atr);
        out.put("stoch14", market.minutes.spans(STOCHASTIC_BARS - 1), stochastic(market));
        PriceFeatures.putSigmas("roc_10m", market, 600, out);
        out.put("ema9_21", hasAtr && minute.ema21.count >= 21, (minute.ema9.value - minute.ema21.value) / atr);
        out.put("ema21_50", hasAtr && minute.ema50.count >= 50, (minute.ema21.value - minute.ema50.value) / atr);
        out.put("adx14", minute.movement.hasIndex(), minute.movement.adx());
        out.put("di_diff", minute.movement.hasRange(), minute.movement.difference());
        out.put("er60", market.jumps.isKnown, market.jumps.efficiencyRatio);
        boolean has301 = market.seconds.has(300);
        out.put("ac1", has301, has301 ? market.seconds.autocorrelation() : 0);
    }

    private static double stochastic(MarketContext market) {
        BarSeries bars = market.minutes;
        if (!bars.spans(STOCHASTIC_BARS - 1)) {
            return 50;
        }
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        for (int age = 0; age < STOCHASTIC_BARS; age++) {
            high = Math.max(high, bars.high[bars.at(age)]);
            low = Math.min(low, bars.low[bars.at(age)]);
        }
        return high > low ? 100.0 * (bars.close[bars.at(0)] - low) / (high - low) : 50;
    }
}
