package io.nexus.udf.market;

/** One-second closes of the mid and the flow of each second, over the last 15 minutes and a half, and what follows from them
 * once a second. Returns are log returns. A mutable state class. */
public final class SecondSeries {
    public static final int STEP = 5;
    private static final int CAPACITY = 964;
    private static final double VOLATILITY_MS = 300_000;
    private static final double LEAST_SAMPLES = 60;
    private static final int CORRELATION_SECONDS = 300;

    /** Seconds closed in all. */
    public long count;

    public DoubleRing logMid = new DoubleRing(CAPACITY);
    public DoubleRing delta = new DoubleRing(CAPACITY);
    public DoubleRing rootUsd = new DoubleRing(CAPACITY);
    public DoubleRing usd = new DoubleRing(CAPACITY);
    /** Per-second volatility as it stood at each close. */
    public DoubleRing pastVolatility = new DoubleRing(CAPACITY);

    public RollingSum vwapVolume = new RollingSum(900);
    public RollingSum vwapSum = new RollingSum(900);
    public RollingSum vwapSquares = new RollingSum(900);
    /** Prices in the 15-minute VWAP are kept relative to this one. */
    public double vwapOrigin;

    public double currentRootUsd;
    public double currentUsd;
    public DecayedMoments squares = new DecayedMoments();
    public DecayedMoments logVolatility60 = new DecayedMoments();

    /** For the serializer. */
    public SecondSeries() {}

    void trade(double priceTicks, double lots, double tradedUsd, int sign) {
        if (vwapOrigin == 0) {
            vwapOrigin = priceTicks;
        }
        double distance = priceTicks - vwapOrigin;
        vwapVolume.add(lots);
        vwapSum.add(lots * distance);
        vwapSquares.add(lots * distance * distance);
        currentUsd += tradedUsd;
        currentRootUsd += sign * Math.sqrt(tradedUsd / 1000);
    }

    void close(double midTicks, double cumulativeVolumeDelta, long timeMs) {
        double log = Math.log(midTicks);
        if (logMid.has(0)) {
            double change = log - logMid.ago(0);
            squares.update(change * change, timeMs, VOLATILITY_MS);
        }
        logMid.add(log);
        delta.add(cumulativeVolumeDelta);
        rootUsd.add(currentRootUsd);
        usd.add(currentUsd);
        pastVolatility.add(Math.sqrt(squares.mean));
        currentRootUsd = 0;
        currentUsd = 0;
        vwapVolume.advance();
        vwapSum.advance();
        vwapSquares.advance();
        count++;
        if (has(60) && realizedVariance60() > 0) {
            logVolatility60.update(0.5 * Math.log(realizedVariance60()), timeMs, 3_600_000);
        }
    }

    void clear() {
        logMid.clear();
        delta.clear();
        rootUsd.clear();
        usd.clear();
        pastVolatility.clear();
        vwapVolume.clear();
        vwapSum.clear();
        vwapSquares.clear();
    }

    /** Whether a return over so many whole seconds is known. */
    public boolean has(int seconds) {
        return logMid.has(seconds);
    }

    /** Log return from the close so many seconds ago to a mid. */
    public double logReturn(double midTicks, int seconds) {
        return Math.log(midTicks) - logMid.ago(seconds - 1);
    }

    public boolean hasVolatility() {
        return squares.samples >= LEAST_SAMPLES && squares.mean > 0;
    }

    /** s1: volatility of one-second log returns, decayed over 300 s. */
    public double volatility() {
        return Math.sqrt(squares.mean);
    }

    /** Sum of squared one-second returns over 60 s. */
    public double realizedVariance60() {
        double sum = 0;
        for (int i = 0; i < 60; i++) {
            double change = logMid.ago(i) - logMid.ago(i + 1);
            sum += change * change;
        }
        return sum;
    }

    /** Lag-1 autocorrelation of one-second returns over 5 min; 0 where nothing moved. */
    public double autocorrelation() {
        double products = 0;
        double sum = 0;
        for (int i = 0; i < 299; i++) {
            double change = logMid.ago(i) - logMid.ago(i + 1);
            double before = logMid.ago(i + 1) - logMid.ago(i + 2);
            products += change * before;
            sum += change * change;
        }
        return sum > 0 ? Math.max(-1, Math.min(1, products / sum)) : 0;
    }

    /** Correlation of volume delta and return in 5 s steps over 5 min; 0 where either is steady. */
    public double deltaCorrelation() {
        double meanX = meanStep(delta);
        double meanY = meanStep(logMid);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < CORRELATION_SECONDS; i += STEP) {
            double x = delta.ago(i) - delta.ago(i + STEP) - meanX;
            double y = logMid.ago(i) - logMid.ago(i + STEP) - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        boolean varies = xx > leastVariation(meanX) && yy > leastVariation(meanY);
        return varies ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : 0;
    }

    private static double meanStep(DoubleRing ring) {
        return (ring.ago(0) - ring.ago(CORRELATION_SECONDS)) * STEP / CORRELATION_SECONDS;
    }

    /** Sum of squares that steps of one size leave by rounding alone. */
    private static double leastVariation(double meanStep) {
        return 1e-12 * meanStep * meanStep;
    }

    /** Kyle's lambda: slope of 5 s returns in bp on signed root of traded kUSD, 5 min. */
    public double kyleLambda() {
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < 300; i += STEP) {
            double x = 0;
            for (int k = i; k < i + STEP; k++) {
                x += rootUsd.ago(k);
            }
            xx += x * x;
            xy += x * (logMid.ago(i) - logMid.ago(i + STEP)) * 1e4;
        }
        return xx > 0 ? xy / xx : 0;
    }

    /** Amihud's illiquidity: mean absolute return in bp per MUSD, of 5 s steps with volume, 5 min; 0 without volume. */
    public double amihud() {
        double sum = 0;
        int steps = 0;
        for (int i = 0; i < 300; i += STEP) {
            double traded = 0;
            for (int k = i; k < i + STEP; k++) {
                traded += usd.ago(k);
            }
            if (traded > 0) {
                sum += Math.abs(logMid.ago(i) - logMid.ago(i + STEP)) * 1e4 / (traded / 1e6);
                steps++;
            }
        }
        return steps > 0 ? sum / steps : 0;
    }

    /** Distance of a price from the 15-minute VWAP in its standard deviations; 0 without volume or spread. */
    public double vwapSigmas(double priceTicks) {
        double volume = vwapVolume.sum;
        if (volume <= 0) {
            return 0;
        }
        double mean = vwapSum.sum / volume;
        double variance = vwapSquares.sum / volume - mean * mean;
        return variance > 1e-9 ? (priceTicks - vwapOrigin - mean) / Math.sqrt(variance) : 0;
    }
}
