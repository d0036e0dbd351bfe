package io.nexus.udf.market;

/** What follows from each closed one-minute bar: averages, directional movement, oscillators, GARCH. Prices in ticks. A mutable
 * state class. */
public final class MinuteIndicators {
    private static final int MACD_FAST = 12;
    private static final int MACD_SLOW = 26;
    private static final int MACD_SIGNAL = 9;
    /** With the one under way, a day. */
    private static final int DAY_BARS = 1439;

    private static final double VOLUME_MEAN_ALPHA = 2.0 / 61;

    public Ema ema9 = new Ema();
    public Ema ema21 = new Ema();
    public Ema ema50 = new Ema();
    public Ema ema200 = new Ema();
    public Ema macdFast = new Ema();
    public Ema macdSlow = new Ema();
    public Ema macdSignal = new Ema();
    public Rsi rsi = new Rsi();
    public DirectionalMovement movement = new DirectionalMovement();
    public Garch garch = new Garch();
    public RollingExtreme high20 = new RollingExtreme(20);
    public RollingExtreme low20 = new RollingExtreme(20);
    public RollingExtreme high55 = new RollingExtreme(55);
    public RollingExtreme low55 = new RollingExtreme(55);
    public RollingExtreme high24h = new RollingExtreme(DAY_BARS);
    public RollingExtreme low24h = new RollingExtreme(DAY_BARS);
    /** Channels as they stood before the newest bar: what it may break. */
    public double previousHigh20 = Double.NaN;

    public double previousLow20 = Double.NaN;
    public double previousHigh55 = Double.NaN;
    public double previousLow55 = Double.NaN;
    /** Exponential mean of bar volume in lots, before the newest bar. */
    public double previousMeanVolume;

    public double meanVolume;
    public int volumes;
    public double realizedVariance60;
    public double parkinson15;
    public double efficiency20;
    /** High and low of the last 59 bars: with the one under way, an hour. */
    public double high59;

    public double low59;

    /** For the serializer. */
    public MinuteIndicators() {}

    void update(BarSeries bars) {
        int at = bars.at(0);
        double close = bars.close[at];
        if (!bars.isContiguous()) {
            clear();
        } else {
            double before = bars.close[bars.at(1)];
            rsi.update(close - before);
            garch.update(Math.log(close / before));
        }
        ema9.update(close, 9);
        ema21.update(close, 21);
        ema50.update(close, 50);
        ema200.update(close, 200);
        macdFast.update(close, MACD_FAST);
        macdSlow.update(close, MACD_SLOW);
        macdSignal.update(macdFast.value - macdSlow.value, MACD_SIGNAL);
        movement.update(bars.high[at], bars.low[at], bars.close[at]);
        previousMeanVolume = meanVolume;
        volumes++;
        meanVolume += Math.max(VOLUME_MEAN_ALPHA, 1.0 / volumes) * (bars.volume[at] - meanVolume);
        updateChannels((double) bars.high[at], (double) bars.low[at]);
        updateWindows(bars);
    }

    private void updateChannels(double high, double low) {
        previousHigh20 = high20.isFull() ? high20.max() : Double.NaN;
        previousLow20 = low20.isFull() ? -low20.max() : Double.NaN;
        previousHigh55 = high55.isFull() ? high55.max() : Double.NaN;
        previousLow55 = low55.isFull() ? -low55.max() : Double.NaN;
        high20.add(high);
        low20.add(-low);
        high55.add(high);
        low55.add(-low);
        high24h.add(high);
        low24h.add(-low);
    }

    /** Starts anew: a bar is missing. */
    void clear() {
        ema9.clear();
        ema21.clear();
        ema50.clear();
        ema200.clear();
        macdFast.clear();
        macdSlow.clear();
        macdSignal.clear();
        rsi.clear();
        movement.clear();
        garch.clear();
        previousMeanVolume = 0;
        meanVolume = 0;
        volumes = 0;
        previousHigh20 = Double.NaN;
        previousLow20 = Double.NaN;
        previousHigh55 = Double.NaN;
        previousLow55 = Double.NaN;
        high20.clear();
        low20.clear();
        high55.clear();
        low55.clear();
        high24h.clear();
        low24h.clear();
    }

    private void updateWindows(BarSeries bars) {
        if (bars.joins(59)) {
            high59 = bars.high[bars.at(0)];
            low59 = bars.low[bars.at(0)];
            for (int i = 1; i < 59; i++) {
                high59 = Math.max(high59, (double) bars.high[bars.at(i)]);
                low59 = Math.min(low59, (double) bars.low[bars.at(i)]);
            }
        }
        if (bars.joins(61)) {
            double sum = 0;
            for (int i = 0; i < 60; i++) {
                double change = Math.log((double) bars.close[bars.at(i)] / bars.close[bars.at(i + 1)]);
                sum += change * change;
            }
            realizedVariance60 = sum;
        }
        if (bars.joins(15)) {
            double sum = 0;
            for (int i = 0; i < 15; i++) {
                double range = Math.log((double) bars.high[bars.at(i)] / bars.low[bars.at(i)]);
                sum += range * range;
            }
            parkinson15 = Math.sqrt(sum / 15 / (4 * Math.log(2)));
        }
        if (bars.joins(21)) {
            double path = 0;
            for (int i = 0; i < 20; i++) {
                path += Math.abs(bars.close[bars.at(i)] - (double) bars.close[bars.at(i + 1)]);
            }
            double travelled = Math.abs(bars.close[bars.at(0)] - (double) bars.close[bars.at(20)]);
            efficiency20 = path > 0 ? travelled / path : 0;
        }
    }

    /** Aligned pairs of EMA 9, 21, 50, 200: 3 = all rising, -3 = all falling. */
    public int alignedPairs() {
        return (int) (Math.signum(ema9.value - ema21.value)
                + Math.signum(ema21.value - ema50.value)
                + Math.signum(ema50.value - ema200.value));
    }
}
