package io.nexus.udf.market;

import org.jspecify.annotations.Nullable;

/** What closed one-minute and five-minute bars tell of the last hour and four hours, computed once per closed minute. What is not
 * known is NaN. Scratch space: nothing of it is state. Not thread-safe. */
public final class MinuteWindow {
    private static final int MINUTES = 60;
    private static final int QUARTER = 15;
    private static final int LAG = 5;
    private static final int FIVE_MINUTE_BARS = 48;

    private @Nullable MarketContext market;
    private long count = -1;
    private long lastCloseMs;
    private long unbroken;

    /** Sums of squared log returns over 15 min, an hour five minutes ago, and 4 h. */
    public double variance15;

    public double laggedVariance60;
    public double variance240;
    /** Of the 60 one-minute log returns: bipower variation, share of jumps, least, largest, skewness. */
    public double bipower60;

    public double jumpShare60;
    public double least60;
    public double largest60;
    public double skewness60;
    /** Volume delta over volume by the place of the close within each bar, -1 to 1. */
    public double flow60;

    public double flow240;

    /** Brings everything up to the newest closed minute. */
    public MinuteWindow of(MarketContext shown) {
        BarSeries minutes = shown.minutes;
        boolean isSame = shown == market && minutes.count == count && minutes.lastCloseMs == lastCloseMs;
        if (isSame && minutes.unbroken() == unbroken) {
            return this;
        }
        market = shown;
        count = minutes.count;
        lastCloseMs = minutes.lastCloseMs;
        unbroken = minutes.unbroken();
        variance15 = minutes.spans(QUARTER) ? squares(minutes, 0, QUARTER) : Double.NaN;
        laggedVariance60 = minutes.spans(MINUTES + LAG) ? squares(minutes, LAG, MINUTES) : Double.NaN;
        measureHour(minutes);
        BarSeries five = shown.fiveMinutes;
        boolean isFresh = minutes.spans(0) && minutes.lastCloseMs - five.lastCloseMs < five.intervalMs;
        variance240 = isFresh && five.joins(FIVE_MINUTE_BARS + 1) ? squares(five, 0, FIVE_MINUTE_BARS) : Double.NaN;
        flow60 = minutes.spans(MINUTES - 1) ? flow(minutes, MINUTES) : Double.NaN;
        flow240 = isFresh && five.joins(FIVE_MINUTE_BARS) ? flow(five, FIVE_MINUTE_BARS) : Double.NaN;
        return this;
    }

    private void measureHour(BarSeries minutes) {
        if (!minutes.spans(MINUTES)) {
            bipower60 = jumpShare60 = least60 = largest60 = skewness60 = Double.NaN;
            return;
        }
        double sum = 0;
        double squares = 0;
        double pairs = 0;
        double before = 0;
        least60 = Double.POSITIVE_INFINITY;
        largest60 = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < MINUTES; i++) {
            double change = change(minutes, i);
            sum += change;
            squares += change * change;
            pairs += Math.abs(change) * before;
            before = Math.abs(change);
            least60 = Math.min(least60, change);
            largest60 = Math.max(largest60, change);
        }
        bipower60 = Math.PI / 2 * MINUTES / (MINUTES - 1) * pairs;
        jumpShare60 = squares > 0 && bipower60 > 0 ? Math.max(0, 1 - bipower60 / squares) : 0;
        skewness60 = skewness(minutes, sum / MINUTES);
    }

    private static double skewness(BarSeries minutes, double mean) {
        double second = 0;
        double third = 0;
        for (int i = 0; i < MINUTES; i++) {
            double distance = change(minutes, i) - mean;
            second += distance * distance / MINUTES;
            third += distance * distance * distance / MINUTES;
        }
        return second > leastVariance(mean) ? third / (second * Math.sqrt(second)) : 0;
    }

    /** More than the variance that equal values leave by rounding alone. */
    static double leastVariance(double mean) {
        return 1e-20 * mean * mean;
    }

    /** Sum of squared log returns of so many bars up to the one of an age. */
    static double squares(BarSeries bars, int age, int count) {
        double sum = 0;
        for (int i = age; i < age + count; i++) {
            double change = change(bars, i);
            sum += change * change;
        }
        return sum;
    }

    private static double change(BarSeries bars, int age) {
        return Math.log((double) bars.close[bars.at(age)] / bars.close[bars.at(age + 1)]);
    }

    /** 0 without volume; a bar without a range tells no side. */
    private static double flow(BarSeries bars, int count) {
        double delta = 0;
        double volume = 0;
        for (int age = 0; age < count; age++) {
            int at = bars.at(age);
            double range = bars.high[at] - bars.low[at];
            double place = range > 0 ? (2.0 * bars.close[at] - bars.high[at] - bars.low[at]) / range : 0;
            delta += bars.volume[at] * place;
            volume += bars.volume[at];
        }
        return volume > 0 ? delta / volume : 0;
    }
}
