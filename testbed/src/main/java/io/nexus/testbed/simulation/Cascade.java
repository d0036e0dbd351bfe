package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Liquidation cascade of one instrument: a rare, fast move by forced orders, then a partial recovery. Not thread-safe. */
final class Cascade {
    private static final double DAY_MS = 86_400_000;
    private static final long RECOVERY_MS = 300_000;

    private final CascadeConfig config;
    private int sign;
    private double moveBps;
    private long startMs;
    private long endMs;
    private long lastMs;

    Cascade(CascadeConfig config, long startMs) {
        this.config = config;
        this.startMs = startMs;
        endMs = startMs - RECOVERY_MS;
        lastMs = startMs;
    }

    /** Signed bp the path moves since the last call.
     *
     * @param hazard multiple of the configured frequency that holds now; 0 = none may start */
    double advance(long nowMs, double hazard, SeededRandom random) {
        long dt = nowMs - lastMs;
        double movedBps = 0;
        if (lastMs < endMs) {
            movedBps = sign * moveBps * Math.min(dt, endMs - lastMs) / (endMs - startMs);
        } else if (lastMs < endMs + RECOVERY_MS) {
            double share = (double) Math.min(dt, endMs + RECOVERY_MS - lastMs) / RECOVERY_MS;
            movedBps = -sign * moveBps * config.recoveryShareRatio() * share;
        } else if (hazard > 0 && random.chance(hazard * config.perDay() * dt / DAY_MS)) {
            sign = random.nextBoolean() ? 1 : -1;
            moveBps = config.moveBps() * random.between(0.6, 1.6);
            startMs = nowMs;
            endMs = nowMs + Math.max(1_000, (long) (config.durationMs() * random.between(0.6, 1.5)));
        }
        lastMs = nowMs;
        return movedBps;
    }

    boolean isActive() {
        return lastMs < endMs;
    }

    boolean isRecovering() {
        return !isActive() && lastMs < endMs + RECOVERY_MS;
    }

    /** Side of the price: -1 while longs are liquidated. */
    int sign() {
        return sign;
    }

    /** Share of the whole cascade in a time span. */
    double share(long spanMs) {
        return (double) spanMs / (endMs - startMs);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(sign);
        out.writeDouble(moveBps);
        out.writeLong(startMs);
        out.writeLong(endMs);
        out.writeLong(lastMs);
    }

    void read(DataInput in) throws IOException {
        sign = in.readByte();
        moveBps = in.readDouble();
        startMs = in.readLong();
        endMs = in.readLong();
        lastMs = in.readLong();
    }
}
