package io.nexus.udf.market;

/** What has a seven-day percentile. Its histogram starts from the {@link Reference} of the market type, worth one hour of
 * samples. */
public enum Metric {
    SPREAD_BPS(0, 0.001, 1000, true),
    /** Displayed within 10 bp of the mid, both sides. */
    DEPTH_USD(1, 10, 1e10, true),
    VOLUME_60S_USD(2, 1, 1e11, true),
    /** Cost of walking 10 kUSD. */
    IMPACT_BPS(3, 0.001, 1000, true),
    /** Annualised. */
    SIGMA(4, 0.005, 50, true),
    /** Absolute, 0 to 1. */
    MOMENTUM(5, 0, 1, false),
    /** Absolute, 0 to 1. */
    IMBALANCE(6, 0, 1, false),
    TREND(7, 0, 1, false),
    /** Raw noise level, 0 to 1. */
    NOISE(8, 0, 1, false),
    /** Signed. */
    RETURN_5M_SIGMAS(9, -10, 10, false),
    VPIN(10, 0, 1, false);

    private static final double REFERENCE_SECONDS = 3600;
    private static final int FIVE_MINUTES = 300;
    private static final int MINUTE = 60;

    static final int COUNT = 11;

    private final int column;
    private final double low;
    private final double high;
    private final boolean isLog;

    Metric(int column, double low, double high, boolean isLog) {
        this.column = column;
        this.low = low;
        this.high = high;
        this.isLog = isLog;
    }

    /** Index in arrays by metric, in the order of the constants. */
    public int column() {
        return column;
    }

    /** The value as last measured; NaN where the data behind it are missing, so that a neutral value enters no histogram. */
    public double value(MarketContext market) {
        RawQuality raw = market.quality;
        return switch (this) {
            case SPREAD_BPS -> known(market.hasTouch, market.spreadBps());
            case DEPTH_USD -> known(market.depth.isKnown, market.depth.bidUsd + market.depth.askUsd);
            case VOLUME_60S_USD -> known(market.seconds.has(MINUTE), raw.volume60Usd);
            case IMPACT_BPS -> market.depth.impactBps;
            case SIGMA -> known(raw.sigma > 0, raw.sigma);
            case MOMENTUM -> known(raw.isMomentumKnown(market), Math.abs(raw.momentum));
            case IMBALANCE -> known(raw.isImbalanceKnown(market), Math.abs(raw.imbalance));
            case TREND -> known(market.minute.movement.hasIndex(), raw.trend);
            case NOISE -> known(market.jumps.isKnown, raw.noise);
            case RETURN_5M_SIGMAS -> known(raw.isReturnKnown(market, FIVE_MINUTES), raw.returnFiveMinutesSigmas);
            case VPIN -> market.vpin.isKnown() ? market.vpin.value() : Double.NaN;
        };
    }

    private static double known(boolean isKnown, double value) {
        return isKnown ? value : Double.NaN;
    }

    /** A histogram that holds a reference; one second weighs 1.
     *
     * @param quantiles at even shares from 0 to 1 */
    DecayedHistogram histogram(double[] quantiles) {
        DecayedHistogram histogram = new DecayedHistogram(low, high, isLog);
        histogram.seed(quantiles, REFERENCE_SECONDS);
        return histogram;
    }
}
