package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The common path all instruments follow by their beta: a random walk with stochastic volatility and a trend that
 * changes every 20 to 60 minutes, on a fixed grid, linear in between. Not thread-safe. */
final class MarketFactor {
    private static final double TREND_BPS_PER_MINUTE = 0.4;
    private static final double LOG_VOLATILITY_SD = 0.3;
    private static final double LOG_VOLATILITY_MINUTES = 60;

    private final long stepMs;
    private final double volatilityBps;
    private final SeededRandom random;
    private long stepStartMs;
    private double fromBps;
    private double toBps;
    private double logVolatility;
    private int trend;
    private long trendUntilMs;

    /** A factor at 0 bp.
     *
     * @param stepMs grid width
     * @param volatilityBps standard deviation over one minute */
    MarketFactor(long startMs, long stepMs, double volatilityBps, SeededRandom random) {
        this.stepMs = stepMs;
        this.volatilityBps = volatilityBps;
        this.random = random;
        stepStartMs = startMs;
        trendUntilMs = startMs;
        step(startMs);
    }

    /** Moves the grid on; times must not fall back by more than a step. */
    void advance(long nowMs) {
        while (nowMs >= stepStartMs + stepMs) {
            stepStartMs += stepMs;
            fromBps = toBps;
            step(stepStartMs);
        }
    }

    double bpsAt(long nowMs) {
        return fromBps + (toBps - fromBps) * (nowMs - stepStartMs) / stepMs;
    }

    /** -1, 0 or 1. */
    int trend() {
        return trend;
    }

    private void step(long nowMs) {
        if (nowMs >= trendUntilMs) {
            trend = random.nextInt(3) - 1;
            trendUntilMs = nowMs + (long) random.between(1_200_000, 3_600_000);
        }
        double minutes = stepMs / 60_000.0;
        double pull = minutes / LOG_VOLATILITY_MINUTES;
        logVolatility += -pull * logVolatility + LOG_VOLATILITY_SD * Math.sqrt(2 * pull) * random.nextGaussian();
        toBps = fromBps
                + trend * TREND_BPS_PER_MINUTE * minutes
                + volatilityBps * Math.exp(logVolatility) * Math.sqrt(minutes) * random.nextGaussian();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(random.state);
        out.writeLong(stepStartMs);
        out.writeDouble(fromBps);
        out.writeDouble(toBps);
        out.writeDouble(logVolatility);
        out.writeByte(trend);
        out.writeLong(trendUntilMs);
    }

    void read(DataInput in) throws IOException {
        random.state = in.readLong();
        stepStartMs = in.readLong();
        fromBps = in.readDouble();
        toBps = in.readDouble();
        logVolatility = in.readDouble();
        trend = in.readByte();
        trendUntilMs = in.readLong();
    }
}
