package io.nexus.udf.market;

import io.nexus.domain.market.Bar;

/** What bars alone tell of the metrics, where ticks are not at hand: sigma, momentum, trend and the five-minute return as at
 * the close of a minute, the noise level of sixty one-minute returns instead of sixty of five seconds (it has no unit of
 * time), VPIN from the taker volume of bars; of the spread and the cost of a walk the least they can be, one tick and half a
 * tick, which is what large perpetuals mostly have. Not thread-safe. */
public final class BarMeasures {
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final int PARKINSON_BARS = 5;
    private static final int SLICES = 10;
    private static final int TREND_BARS = 200;
    private static final int[] HORIZON_BARS = {1, 15, 240};
    private static final double[] HORIZON_WEIGHTS = {0.5, 0.3, 0.2};

    private final InstrumentScale scale;
    private final BarSeries minutes = new BarSeries(MINUTE_MS, 256);
    private final MinuteIndicators indicators = new MinuteIndicators();
    /** Five equal seconds per minute, so that its five-second returns are one-minute returns. */
    private final SecondSeries stretched = new SecondSeries();

    private final JumpStatistics jumps = new JumpStatistics();
    private final Vpin vpin = new Vpin();
    private long dayMs = Long.MIN_VALUE;
    private long dayLots;

    public BarMeasures(InstrumentScale scale) {
        this.scale = scale;
    }

    /** Takes the next bar of one length in; those longer than a minute tell VPIN only. */
    public void take(Bar bar) {
        if (bar.takerBuyLots() != Bar.NO_TAKER_VOLUME) {
            takeSides(bar);
        }
        if (bar.intervalMs() != MINUTE_MS) {
            return;
        }
        minutes.append(bar);
        if (!minutes.isContiguous()) {
            stretched.clear();
        }
        indicators.update(minutes);
        for (int i = 0; i < SecondSeries.STEP; i++) {
            stretched.close((double) bar.closeTicks(), 0, bar.closeTimeMs());
        }
        jumps.update(stretched);
    }

    /** Within a bar the sides take turns: its slices are all alike. */
    private void takeSides(Bar bar) {
        long day = Math.floorDiv(bar.openTimeMs(), DAY_MS) * DAY_MS;
        if (day != dayMs) {
            if (dayMs != Long.MIN_VALUE) {
                vpin.day(dayLots);
            }
            dayMs = day;
            dayLots = 0;
        }
        dayLots += bar.volumeLots();
        for (int i = 0; i < SLICES; i++) {
            vpin.trade(slice(bar.takerBuyLots(), i), true);
            vpin.trade(slice(bar.volumeLots() - bar.takerBuyLots(), i), false);
        }
    }

    /** One of the slices of a volume, whole lots that add up to it. */
    private static long slice(long lots, int index) {
        return lots * (index + 1) / SLICES - lots * index / SLICES;
    }

    /** A metric after the last bar; NaN where bars don't tell it, or too few have come. */
    public double value(Metric metric) {
        return switch (metric) {
            case VOLUME_60S_USD -> volumeUsd();
            case SIGMA -> sigma();
            case MOMENTUM -> momentum();
            case TREND -> indicators.ema200.count >= TREND_BARS ? RawQuality.trend(indicators) : Double.NaN;
            case NOISE -> jumps.isKnown ? jumps.noiseLevel : Double.NaN;
            case RETURN_5M_SIGMAS -> sigmas(PARKINSON_BARS);
            case VPIN -> vpin.isKnown() ? vpin.value() : Double.NaN;
            case SPREAD_BPS -> tickBps();
            case IMPACT_BPS -> tickBps() / 2;
            case DEPTH_USD, IMBALANCE -> Double.NaN;
        };
    }

    private double tickBps() {
        return minutes.has(0) ? 1e4 / minutes.close[minutes.at(0)] : Double.NaN;
    }

    private double volumeUsd() {
        if (!minutes.has(0)) {
            return Double.NaN;
        }
        int at = minutes.at(0);
        return scale.usd((double) minutes.close[at], (double) minutes.volume[at]);
    }

    /** Half GARCH, half Parkinson (1980) over five bars in place of the realised variance of five-second returns. */
    private double sigma() {
        if (!indicators.garch.isKnown() || !minutes.joins(PARKINSON_BARS)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int age = 0; age < PARKINSON_BARS; age++) {
            int at = minutes.at(age);
            double range = Math.log((double) minutes.high[at] / minutes.low[at]);
            sum += range * range;
        }
        double perMinute = sum / PARKINSON_BARS / (4 * Math.log(2));
        double sigma = 0.5 * Math.sqrt(perMinute * RawQuality.MINUTES_PER_YEAR)
                + 0.5 * Math.sqrt(indicators.garch.variance * RawQuality.MINUTES_PER_YEAR);
        return sigma > 0 ? sigma : Double.NaN;
    }

    private double sigmas(int bars) {
        if (!minutes.joins(bars + 1)) {
            return Double.NaN;
        }
        double change = Math.log((double) minutes.close[minutes.at(0)] / minutes.close[minutes.at(bars)]);
        return change / (sigma() * Math.sqrt(bars / RawQuality.MINUTES_PER_YEAR));
    }

    private double momentum() {
        double sum = 0;
        for (int i = 0; i < HORIZON_BARS.length; i++) {
            sum += HORIZON_WEIGHTS[i] * Math.tanh(sigmas(HORIZON_BARS[i]));
        }
        return Math.abs(sum);
    }
}
