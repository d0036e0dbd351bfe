package io.nexus.udf.market;

/** What follows from each closed one-hour bar. Prices in ticks. A mutable state class. */
public final class HourIndicators {
    private static final int EMA_BARS = 50;
    private static final double VARIANCE_ALPHA = 2.0 / (24 + 1);

    public DirectionalMovement movement = new DirectionalMovement();
    public Ema ema50 = new Ema();
    public double logVariance;
    public int returns;

    /** For the serializer. */
    public HourIndicators() {}

    void update(BarSeries bars) {
        if (!bars.isContiguous()) {
            clear();
        }
        int at = bars.at(0);
        movement.update(bars.high[at], bars.low[at], bars.close[at]);
        ema50.update((double) bars.close[at], EMA_BARS);
        if (bars.isContiguous()) {
            double change = Math.log((double) bars.close[at] / bars.close[bars.at(1)]);
            returns++;
            logVariance += Math.max(VARIANCE_ALPHA, 1.0 / returns) * (change * change - logVariance);
        }
    }

    /** Starts anew: a bar is missing. */
    void clear() {
        movement.clear();
        ema50.clear();
        logVariance = 0;
        returns = 0;
    }

    /** ATR14 in ticks; NaN before 15 bars. */
    public double atrTicks() {
        return movement.hasRange() ? movement.trueRange : Double.NaN;
    }

    /** Change of EMA50 over the last hour in units of hourly sigma (day-weighted); NaN before 51 bars. */
    public double trendSlope() {
        if (ema50.count <= EMA_BARS || logVariance <= 0) {
            return Double.NaN;
        }
        return Math.log(ema50.value / ema50.before) / Math.sqrt(logVariance);
    }
}
