package io.nexus.udf.market;

import org.jspecify.annotations.Nullable;

/** What closed one-hour bars tell, from the newest stretch without a hole, computed once per closed hour. Prices in ticks. What is
 * not known is NaN. Scratch space: nothing of it is state. Not thread-safe. */
public final class HourWindow {
    private static final int DAY = 24;
    private static final int WEEK = 168;
    private static final int MACD_FAST = 12;
    private static final int MACD_SLOW = 26;
    private static final int MACD_SIGNAL = 9;
    private static final double LEAST_ATR_TICKS = 1;

    private final Ema ema9 = new Ema();
    private final Ema ema21 = new Ema();
    private final Ema ema50 = new Ema();
    private final Ema ema200 = new Ema();
    private final Ema fast = new Ema();
    private final Ema slow = new Ema();
    private final Ema signal = new Ema();
    private final Ema[] averages = {ema9, ema21, ema50, ema200, fast, slow, signal};
    private final Rsi rsi = new Rsi();
    private @Nullable MarketContext market;
    private long count = -1;
    private long lastCloseMs;
    private long unbroken;

    /** Sum of 24 squared hourly log returns. */
    public double variance24;
    /** Wilder's index, 0 to 100. */
    public double rsi14;
    /** In ATR14 of one-hour bars, at least one tick. */
    public double macdHistogram;

    public double gap9To21;
    public double gap21To50;
    public double gap50To200;
    /** Volume of the newest bar in deviations of up to a week's. */
    public double volumeZ;

    /** Brings everything up to the newest closed hour. */
    public HourWindow of(MarketContext shown) {
        BarSeries hours = shown.hours;
        boolean isSame = shown == market && hours.count == count && hours.lastCloseMs == lastCloseMs;
        if (isSame && hours.unbroken() == unbroken) {
            return this;
        }
        market = shown;
        count = hours.count;
        lastCloseMs = hours.lastCloseMs;
        unbroken = hours.unbroken();
        int bars = (int) Math.min(hours.unbroken(), hours.close.length);
        average(hours, bars);
        DirectionalMovement movement = shown.hour.movement;
        double atr = movement.hasRange() ? Math.max(LEAST_ATR_TICKS, movement.trueRange) : Double.NaN;
        variance24 = hours.spans(DAY) ? MinuteWindow.squares(hours, 0, DAY) : Double.NaN;
        rsi14 = rsi.isKnown() ? rsi.value() : Double.NaN;
        boolean hasMacd = bars >= MACD_SLOW + MACD_SIGNAL;
        macdHistogram = hasMacd ? (fast.value - slow.value - signal.value) / atr : Double.NaN;
        gap9To21 = bars >= 21 ? (ema9.value - ema21.value) / atr : Double.NaN;
        gap21To50 = bars >= 50 ? (ema21.value - ema50.value) / atr : Double.NaN;
        gap50To200 = bars >= 200 ? (ema50.value - ema200.value) / atr : Double.NaN;
        volumeZ = bars >= DAY ? volumeZ(hours, Math.min(bars, WEEK)) : Double.NaN;
        return this;
    }

    private void average(BarSeries hours, int bars) {
        for (Ema ema : averages) {
            ema.clear();
        }
        rsi.clear();
        for (int age = bars - 1; age >= 0; age--) {
            double close = hours.close[hours.at(age)];
            ema9.update(close, 9);
            ema21.update(close, 21);
            ema50.update(close, 50);
            ema200.update(close, 200);
            fast.update(close, MACD_FAST);
            slow.update(close, MACD_SLOW);
            signal.update(fast.value - slow.value, MACD_SIGNAL);
            if (age < bars - 1) {
                rsi.update(close - hours.close[hours.at(age + 1)]);
            }
        }
    }

    private static double volumeZ(BarSeries hours, int bars) {
        double mean = 0;
        for (int age = 0; age < bars; age++) {
            mean += (double) hours.volume[hours.at(age)] / bars;
        }
        double variance = 0;
        for (int age = 0; age < bars; age++) {
            double distance = hours.volume[hours.at(age)] - mean;
            variance += distance * distance / bars;
        }
        return variance > MinuteWindow.leastVariance(mean)
                ? (hours.volume[hours.at(0)] - mean) / Math.sqrt(variance)
                : 0;
    }

    /** Log return of so many closed one-hour bars in units of hourly sigma and its root; NaN while either is unknown. */
    public static double returnSigmas(MarketContext market, int bars) {
        BarSeries hours = market.hours;
        double variance = market.hour.logVariance;
        if (!hours.spans(bars) || !(variance > 0)) {
            return Double.NaN;
        }
        double change = Math.log((double) hours.close[hours.at(0)] / hours.close[hours.at(bars)]);
        return change / Math.sqrt(bars * variance);
    }
}
