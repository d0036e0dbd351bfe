package io.nexus.udf.market;

/** What has a seven-day percentile, and the reference its histogram starts from, worth one hour of samples.
 *
 * <p>The references are shapes, not measurements of one market: lognormal for what is positive and spans decades, normal for
 * what is bounded. Their medians are those of an ordinary liquid instrument of the market type, from the recorded BTC and ETH
 * minutes where those speak (spread, depth, noise, imbalance), wide enough that one hour of own data rules. */
public enum Metric {
    SPREAD_BPS(0, 0.001, 1000, true, 1.0, 1.5),
    DEPTH_USD(1, 10, 1e10, true, 1e6, 2.0),
    VOLUME_60S_USD(2, 1, 1e11, true, 3e5, 2.0),
    IMPACT_BPS(3, 0.001, 1000, true, 1.0, 1.5),
    SIGMA(4, 0.005, 50, true, 0.5, 0.7),
    MOMENTUM(5, 0, 1, false, 0.35, 0.2),
    IMBALANCE(6, 0, 1, false, 0.3, 0.2),
    TREND(7, 0, 1, false, 0.45, 0.2),
    NOISE(8, 0, 1, false, 0.8, 0.1),
    RETURN_5M_SIGMAS(9, -10, 10, false, 0, 1.2),
    VPIN(10, 0, 1, false, 0.3, 0.12);

    private static final double REFERENCE_SECONDS = 3600;

    static final int COUNT = 11;

    private final int column;
    private final double low;
    private final double high;
    private final boolean isLog;
    private final double median;
    private final double deviation;

    Metric(int column, double low, double high, boolean isLog, double median, double deviation) {
        this.column = column;
        this.low = low;
        this.high = high;
        this.isLog = isLog;
        this.median = median;
        this.deviation = deviation;
    }

    int column() {
        return column;
    }

    /** A histogram that holds the reference of a market type; one second weighs 1. */
    DecayedHistogram histogram(InstrumentScale scale) {
        DecayedHistogram histogram = new DecayedHistogram(low, high, isLog);
        histogram.seed(median * factor(scale), deviation, REFERENCE_SECONDS);
        return histogram;
    }

    /** Spot is thinner and wider than the perpetual; the coin-margined perpetual thinner still. */
    private double factor(InstrumentScale scale) {
        double thinness =
                switch (scale.market()) {
                    case SPOT -> 2;
                    case USDM -> 1;
                    case COINM -> 3;
                };
        return switch (this) {
            case DEPTH_USD, VOLUME_60S_USD -> 1 / thinness;
            case SPREAD_BPS, IMPACT_BPS -> Math.sqrt(thinness);
            default -> 1;
        };
    }
}
