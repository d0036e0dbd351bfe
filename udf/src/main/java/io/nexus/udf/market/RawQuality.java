package io.nexus.udf.market;

/** The raw values behind the six dimensions, before percentiles; measured once a second and at evaluations. A mutable state
 * class. */
public final class RawQuality {
    public static final double FIVE_MINUTES_PER_YEAR = 105_192;
    public static final double MINUTES_PER_YEAR = 525_960;
    public static final double SECONDS_PER_YEAR = 31_557_600;
    private static final int[] HORIZON_SECONDS = {60, 900, 14_400};
    private static final double[] HORIZON_WEIGHTS = {0.5, 0.3, 0.2};

    /** Annualised: half realised over 5 min, half GARCH; one alone where the other is missing; NaN without both. */
    public double sigma = Double.NaN;

    /** Signed, -1 to 1. */
    public double momentum;

    /** Signed, -1 to 1. */
    public double imbalance;

    public double trend;
    public double noise = 0.8;
    public double returnFiveMinutesSigmas;
    public double returnFourHoursSigmas;
    public double volume60Usd;

    /** For the serializer. */
    public RawQuality() {}

    void measure(MarketContext market, InstrumentScale scale) {
        sigma = sigma(market);
        double sum = 0;
        for (int i = 0; i < HORIZON_SECONDS.length; i++) {
            sum += HORIZON_WEIGHTS[i] * Math.tanh(sigmas(market, HORIZON_SECONDS[i]));
        }
        momentum = sum;
        returnFiveMinutesSigmas = sigmas(market, 300);
        returnFourHoursSigmas = sigmas(market, HORIZON_SECONDS[2]);
        double flow = Math.max(-1, Math.min(1, market.flow.touchZ() / 3));
        double buying = 2 * Tape.buyShare(market.tape.buys60, market.tape.sells60) - 1;
        imbalance = Math.max(-1, Math.min(1, 0.4 * market.depthImbalance + 0.4 * flow + 0.2 * buying));
        trend = trend(market.minute);
        if (market.jumps.isKnown) {
            noise = market.jumps.noiseLevel;
        }
        volume60Usd = scale.usd(market.midTicks(), market.tape.volume60());
    }

    static double trend(MinuteIndicators minute) {
        return 0.6 * Math.min(1, minute.movement.adx() / 50) + 0.4 * Math.abs(minute.alignedPairs()) / 3;
    }

    private static double sigma(MarketContext market) {
        double realized = Math.sqrt(market.jumps.realizedVariance * FIVE_MINUTES_PER_YEAR);
        double garch = Math.sqrt(market.minute.garch.variance * MINUTES_PER_YEAR);
        boolean hasRealized = market.jumps.isKnown;
        boolean hasGarch = market.minute.garch.isKnown();
        if (hasRealized && hasGarch) {
            return 0.5 * realized + 0.5 * garch;
        }
        return hasRealized ? realized : hasGarch ? garch : Double.NaN;
    }

    /** Return over a horizon in units of sigma over that horizon; 0 where either is unknown. */
    double sigmas(MarketContext market, int seconds) {
        double logReturn = logReturn(market, seconds);
        double unit = sigma * Math.sqrt(seconds / SECONDS_PER_YEAR);
        return unit > 0 && !Double.isNaN(logReturn) ? logReturn / unit : 0;
    }

    /** Log return of the mid over so many seconds, from one-second closes, else from one-minute bars; NaN without them. */
    static double logReturn(MarketContext market, int seconds) {
        double mid = market.midTicks();
        if (market.seconds.has(seconds)) {
            return market.seconds.logReturn(mid, seconds);
        }
        int bars = seconds / 60;
        if (seconds % 60 == 0 && market.minutes.spans(bars - 1)) {
            return Math.log(mid / market.minutes.close[market.minutes.at(bars - 1)]);
        }
        return Double.NaN;
    }

    /** Whether every horizon of the momentum is covered. */
    boolean isMomentumKnown(MarketContext market) {
        boolean isKnown = true;
        for (int seconds : HORIZON_SECONDS) {
            isKnown &= isReturnKnown(market, seconds);
        }
        return isKnown;
    }

    /** Whether the imbalance has all three parts: the book's, a minute of the touch's flow, a minute of trades. */
    boolean isImbalanceKnown(MarketContext market) {
        return market.hasDepthImbalance && market.flow.hasQuote && market.seconds.has(60);
    }

    /** Whether a return is known in units of sigma. */
    boolean isReturnKnown(MarketContext market, int seconds) {
        return sigma > 0 && !Double.isNaN(logReturn(market, seconds));
    }
}
