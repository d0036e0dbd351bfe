package io.nexus.udf.market;

/** GARCH(1,1) on one-minute log returns (Bollerslev 1986), variance-targeted at the seven-day variance:
 * {@code h' = (1 - a - b) v + a r^2 + b h} with a = 0.05, b = 0.93. A mutable state class. */
public final class Garch {
    private static final double ALPHA = 0.05;
    private static final double BETA = 0.93;
    private static final double TARGET_TIME_CONSTANT_MS = 7 * 24 * 3_600_000.0;
    private static final long MINUTE_MS = 60_000;
    private static final int LEAST_RETURNS = 30;

    public double variance;
    public double target;
    public long returns;

    /** For the serializer. */
    public Garch() {}

    /** Takes the return of one minute in. The target is a plain mean until the seven-day decay outweighs it. */
    public void update(double logReturn) {
        double square = logReturn * logReturn;
        returns++;
        double share = Math.max(1.0 / returns, -Math.expm1(-MINUTE_MS / TARGET_TIME_CONSTANT_MS));
        target += share * (square - target);
        variance = returns == 1 ? square : (1 - ALPHA - BETA) * target + ALPHA * square + BETA * variance;
    }

    /** Starts anew. */
    void clear() {
        variance = 0;
        target = 0;
        returns = 0;
    }

    public boolean isKnown() {
        return returns >= LEAST_RETURNS && variance > 0;
    }
}
