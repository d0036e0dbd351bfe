package io.nexus.udf.market;

/** One-second closes of the mid and the flow of each second, over the last 15 minutes and a half, and what follows from them
 * once a second. Returns are log returns. A mutable state class. */
public final class SecondSeries {
    public static final int STEP = 5;
    private static final int CAPACITY = 964;
    private static final int STEPS_CAPACITY = 304;
    private static final double VOLATILITY_MS = 300_000;
    private static final double LEAST_SAMPLES = 60;
    private static final int WINDOW_SECONDS = 300;
    private static final int STATISTICS = 5;
    private static final int AUTOCORRELATION = 0;
    private static final int DELTA_CORRELATION = 1;
    private static final int KYLE_LAMBDA = 2;
    private static final int AMIHUD = 3;
    private static final int LAGGED_AUTOCORRELATION = 4;

    /** Seconds closed in all. */
    public long count;

    /** Mid in ticks at each close. */
    public DoubleRing mids = new DoubleRing(CAPACITY);
    /** Log return of each second; one fewer than mids. */
    public DoubleRing returns = new DoubleRing(CAPACITY);

    /** Log return of the five seconds up to each close, and its size to the power 4/3; NaN where that is not known. */
    public DoubleRing stepReturns = new DoubleRing(STEPS_CAPACITY);

    public DoubleRing stepPowers = new DoubleRing(STEPS_CAPACITY);

    public DoubleRing delta = new DoubleRing(CAPACITY);
    public DoubleRing rootUsd = new DoubleRing(CAPACITY);
    public DoubleRing usd = new DoubleRing(CAPACITY);
    /** Per-second volatility as it stood at each close. */
    public DoubleRing pastVolatility = new DoubleRing(CAPACITY);

    public RollingVwap vwap = new RollingVwap();
    public double currentRootUsd;
    public double currentUsd;
    public DecayedMoments squares = new DecayedMoments();
    public DecayedMoments logVolatility60 = new DecayedMoments();
    /** What follows from closed seconds alone is computed once a second: where, and as of which change of the series. */
    private final transient double[] known = new double[STATISTICS];

    private final transient long[] knownAt = new long[STATISTICS];
    private transient long changes = 1;

    /** For the serializer. */
    public SecondSeries() {}

    void trade(double priceTicks, double lots, double tradedUsd, int sign) {
        vwap.add(priceTicks, lots);
        currentUsd += tradedUsd;
        currentRootUsd += sign * Math.sqrt(tradedUsd / 1000);
    }

    void close(double midTicks, double cumulativeVolumeDelta, long timeMs) {
        if (mids.has(0)) {
            double change = logRatio(midTicks, mids.ago(0));
            returns.add(change);
            squares.update(change * change, timeMs, VOLATILITY_MS);
        }
        mids.add(midTicks);
        double step = mids.has(STEP) ? newestStep() : Double.NaN;
        stepReturns.add(step);
        stepPowers.add(Math.pow(Math.abs(step), 4.0 / 3));
        delta.add(cumulativeVolumeDelta);
        rootUsd.add(currentRootUsd);
        usd.add(currentUsd);
        pastVolatility.add(Math.sqrt(squares.mean));
        currentRootUsd = 0;
        currentUsd = 0;
        vwap.advance();
        count++;
        changes++;
        if (has(60) && realizedVariance60() > 0) {
            logVolatility60.update(0.5 * Math.log(realizedVariance60()), timeMs, 3_600_000);
        }
    }

    void clear() {
        changes++;
        mids.clear();
        returns.clear();
        stepReturns.clear();
        stepPowers.clear();
        delta.clear();
        rootUsd.clear();
        usd.clear();
        pastVolatility.clear();
        vwap.clear();
        currentRootUsd = 0;
        currentUsd = 0;
    }

    /** Whether a return over so many whole seconds is known. */
    public boolean has(int seconds) {
        return mids.has(seconds);
    }

    /** Log return from the close so many seconds ago, the one under way included, to a mid. */
    public double logReturn(double midTicks, int seconds) {
        return logRatio(midTicks, mids.ago(seconds - 1));
    }

    /** Log return from the close so many seconds before the last one to that one. */
    public double closedReturn(int seconds) {
        return logRatio(mids.ago(0), mids.ago(seconds));
    }

    /** {@code ln(now / before)}, precise for the smallest changes. */
    private static double logRatio(double now, double before) {
        return Math.log1p((now - before) / before);
    }

    /** Log return of a step of 5 s, 0 = the newest, up to 5 min back. */
    double stepReturn(int step) {
        return stepReturns.ago(step * STEP);
    }

    /** Size of that return to the power 4/3. */
    double stepPower(int step) {
        return stepPowers.ago(step * STEP);
    }

    /** Log return of the newest five seconds; exactly none where the mid came back, whatever the sum's last digit. */
    private double newestStep() {
        if (mids.ago(0) == mids.ago(STEP)) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < STEP; i++) {
            sum += returns.ago(i);
        }
        return sum;
    }

    /** Kaufman's efficiency ratio of the mid in steps of 5 s over 60 s, 0 to 1; 0 where nothing moved. */
    double efficiencyRatio() {
        return efficiencyRatio(0);
    }

    /** The same as it was five minutes ago; needs {@code has(600)}. */
    public double laggedEfficiencyRatio() {
        return efficiencyRatio(WINDOW_SECONDS);
    }

    private double efficiencyRatio(int secondsAgo) {
        double path = 0;
        for (int i = 0; i < 60; i += STEP) {
            path += Math.abs(mids.ago(secondsAgo + i) - mids.ago(secondsAgo + i + STEP));
        }
        return path > 0 ? Math.abs(mids.ago(secondsAgo) - mids.ago(secondsAgo + 60)) / path : 0;
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
            double change = returns.ago(i);
            sum += change * change;
        }
        return sum;
    }

    /** Lag-1 autocorrelation of one-second returns around their mean over 5 min; 0 where they are steady. */
    public double autocorrelation() {
        return isKnown(AUTOCORRELATION) ? known[AUTOCORRELATION] : know(AUTOCORRELATION, computeAutocorrelation(0));
    }

    /** The same as it was five minutes ago; needs {@code has(600)}. */
    public double laggedAutocorrelation() {
        return isKnown(LAGGED_AUTOCORRELATION)
                ? known[LAGGED_AUTOCORRELATION]
                : know(LAGGED_AUTOCORRELATION, computeAutocorrelation(WINDOW_SECONDS));
    }

    private boolean isKnown(int statistic) {
        return knownAt[statistic] == changes;
    }

    private double know(int statistic, double value) {
        known[statistic] = value;
        knownAt[statistic] = changes;
        return value;
    }

    private double computeAutocorrelation(int secondsAgo) {
        double mean = 0;
        for (int i = 0; i < WINDOW_SECONDS; i++) {
            mean += returns.ago(secondsAgo + i) / WINDOW_SECONDS;
        }
        double products = 0;
        double squared = 0;
        double after = 0;
        for (int i = 0; i < WINDOW_SECONDS; i++) {
            double change = returns.ago(secondsAgo + i) - mean;
            products += change * after;
            squared += change * change;
            after = change;
        }
        return squared > leastVariation(mean) ? Math.max(-1, Math.min(1, products / squared)) : 0;
    }

    /** Correlation of volume delta and change of the mid in 5 s steps over 5 min; 0 where either is steady. */
    public double deltaCorrelation() {
        return isKnown(DELTA_CORRELATION)
                ? known[DELTA_CORRELATION]
                : know(DELTA_CORRELATION, computeDeltaCorrelation());
    }

    private double computeDeltaCorrelation() {
        double meanX = meanStep(delta);
        double meanY = meanStep(mids);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < WINDOW_SECONDS; i += STEP) {
            double x = delta.ago(i) - delta.ago(i + STEP) - meanX;
            double y = mids.ago(i) - mids.ago(i + STEP) - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        boolean varies = xx > leastVariation(meanX) && yy > leastVariation(meanY);
        return varies ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : 0;
    }

    private static double meanStep(DoubleRing ring) {
        return (ring.ago(0) - ring.ago(WINDOW_SECONDS)) * STEP / WINDOW_SECONDS;
    }

    /** More than the sum of squares that equal steps leave by rounding alone. */
    private static double leastVariation(double meanStep) {
        return 1e-24 * meanStep * meanStep;
    }

    /** Kyle's lambda: slope of 5 s returns in bp on signed root of traded kUSD, through the origin, 5 min (Hasbrouck 2009). */
    public double kyleLambda() {
        return isKnown(KYLE_LAMBDA) ? known[KYLE_LAMBDA] : know(KYLE_LAMBDA, computeKyleLambda());
    }

    private double computeKyleLambda() {
        double xx = 0;
        double xy = 0;
        for (int step = 0; step < WINDOW_SECONDS / STEP; step++) {
            double x = stepSum(rootUsd, step);
            xx += x * x;
            xy += x * stepReturn(step) * 1e4;
        }
        return xx > 0 ? xy / xx : 0;
    }

    /** Amihud's illiquidity: mean absolute return in bp per MUSD, of 5 s steps with volume, 5 min; 0 without volume. */
    public double amihud() {
        return isKnown(AMIHUD) ? known[AMIHUD] : know(AMIHUD, computeAmihud());
    }

    private double computeAmihud() {
        double sum = 0;
        int steps = 0;
        for (int step = 0; step < WINDOW_SECONDS / STEP; step++) {
            double traded = stepSum(usd, step);
            if (traded > 0) {
                sum += Math.abs(stepReturn(step)) * 1e4 / (traded / 1e6);
                steps++;
            }
        }
        return steps > 0 ? sum / steps : 0;
    }

    private static double stepSum(DoubleRing ring, int step) {
        double sum = 0;
        for (int i = step * STEP; i < (step + 1) * STEP; i++) {
            sum += ring.ago(i);
        }
        return sum;
    }
}
