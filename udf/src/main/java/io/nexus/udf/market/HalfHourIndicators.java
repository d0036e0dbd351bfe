package io.nexus.udf.market;

/** What follows from each closed half-hour bar: MACD's histogram (Appel) and true range. Prices in ticks. A mutable state class. */
public final class HalfHourIndicators {
    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final int SIGNAL = 9;

    public Ema fast = new Ema();
    public Ema slow = new Ema();
    public Ema signal = new Ema();
    public double histogram;
    public double previousHistogram;
    public DirectionalMovement movement = new DirectionalMovement();

    /** For the serializer. */
    public HalfHourIndicators() {}

    void update(BarSeries bars) {
        if (!bars.isContiguous()) {
            clear();
        }
        int at = bars.at(0);
        fast.update((double) bars.close[at], FAST);
        slow.update((double) bars.close[at], SLOW);
        double difference = fast.value - slow.value;
        signal.update(difference, SIGNAL);
        previousHistogram = histogram;
        histogram = difference - signal.value;
        movement.update(bars.high[at], bars.low[at], bars.close[at]);
    }

    /** Starts anew: a bar is missing. */
    void clear() {
        fast.clear();
        slow.clear();
        signal.clear();
        histogram = 0;
        previousHistogram = 0;
        movement.clear();
    }

    /** Whether the slow average and the signal have seen their full lengths. */
    public boolean isKnown() {
        return slow.count >= SLOW + SIGNAL && movement.hasRange();
    }

    /** Change of the histogram over the last bar, in ticks. */
    public double slope() {
        return histogram - previousHistogram;
    }
}
