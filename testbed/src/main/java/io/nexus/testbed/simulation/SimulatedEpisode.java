package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Planted informed flow of one instrument: pause, absorption at the start level, drive, sometimes a partial reversal,
 * and again. The drive's path is front-loaded. Not thread-safe. */
final class SimulatedEpisode {
    /** Where in its cycle the flow is. */
    enum Phase {
        PAUSE,
        ABSORPTION,
        DRIVE,
        REVERSAL
    }

    static final double MIN_MOVE_MULTIPLE = 0.75;
    static final double MAX_MOVE_MULTIPLE = 1.85;

    private static final double LENGTH_BY_SIZE = 0.7;
    private static final double REVERSAL_MS = 330_000;
    private static final double FRONT_LOAD = 0.9;
    private static final double EARLY_LEAN = 0.3;
    private static final double EARLY_MS = 180_000;

    private final EdgeConfig config;
    private final double meanPauseMs;
    Phase phase = Phase.PAUSE;
    /** +1 for an upward episode; valid outside a pause. */
    int sign = 1;

    long phaseStartMs;
    long phaseEndMs;
    /** Absolute move this phase makes in all, in bp. */
    double moveBps;

    private double doneBps;

    SimulatedEpisode(EdgeConfig config, long startMs, SeededRandom random) {
        this.config = config;
        double informedMs = meanDriveMs(config) + config.absorptionMs();
        double restMs = informedMs * (1 / config.timeShareRatio() - 1);
        meanPauseMs = Math.max(30_000, restMs - config.reversalProbabilityRatio() * REVERSAL_MS);
        phaseStartMs = startMs;
        phaseEndMs = startMs + (long) (random.between(0.02, 1.2) * meanPauseMs);
    }

    /** Signed bp the path moves since the last call.
     *
     * @param upProbability chance that an episode starting now goes up
     * @param mayStart whether an episode may start now */
    double advance(long nowMs, double upProbability, boolean mayStart, SeededRandom random) {
        double movedBps = 0;
        if (phase == Phase.DRIVE || phase == Phase.REVERSAL) {
            double elapsed = elapsedRatio(nowMs);
            double targetBps = moveBps * elapsed * (1 + FRONT_LOAD - FRONT_LOAD * elapsed);
            movedBps = (phase == Phase.DRIVE ? sign : -sign) * (targetBps - doneBps);
            doneBps = targetBps;
        }
        if (nowMs >= phaseEndMs) {
            nextPhase(nowMs, upProbability, mayStart, random);
        }
        return movedBps;
    }

    private void nextPhase(long nowMs, double upProbability, boolean mayStart, SeededRandom random) {
        if (phase == Phase.PAUSE && (!mayStart || config.plantedDriftBps() == 0)) {
            phaseEndMs = nowMs + 5_000;
            return;
        }
        doneBps = 0;
        phaseStartMs = nowMs;
        switch (phase) {
            case PAUSE -> {
                sign = random.chance(upProbability) ? 1 : -1;
                begin(Phase.ABSORPTION, 0, config.absorptionMs());
            }
            case ABSORPTION -> beginDrive(random);
            case DRIVE -> {
                if (random.chance(config.reversalProbabilityRatio())) {
                    double share = config.reversalShareRatio() * random.between(0.6, 1.4);
                    begin(Phase.REVERSAL, moveBps * share, (long) (random.between(0.5, 1.5) * REVERSAL_MS));
                } else {
                    begin(Phase.PAUSE, 0, (long) (random.between(0.3, 1.7) * meanPauseMs));
                }
            }
            case REVERSAL -> begin(Phase.PAUSE, 0, (long) (random.between(0.3, 1.7) * meanPauseMs));
        }
    }

    /** Small moves are the most frequent; large ones take longer. */
    private void beginDrive(SeededRandom random) {
        double size = random.nextDouble();
        size *= size;
        double multiple = MIN_MOVE_MULTIPLE + (MAX_MOVE_MULTIPLE - MIN_MOVE_MULTIPLE) * size;
        double length = LENGTH_BY_SIZE * size + (1 - LENGTH_BY_SIZE) * random.nextDouble();
        double lengthMs = config.minDurationMs() + length * (config.maxDurationMs() - config.minDurationMs());
        begin(Phase.DRIVE, config.plantedDriftBps() * multiple, (long) lengthMs);
    }

    private static double meanDriveMs(EdgeConfig config) {
        double length = LENGTH_BY_SIZE / 3 + (1 - LENGTH_BY_SIZE) / 2;
        return config.minDurationMs() + length * (config.maxDurationMs() - config.minDurationMs());
    }

    private void begin(Phase next, double phaseMoveBps, long lengthMs) {
        phase = next;
        moveBps = phaseMoveBps;
        phaseEndMs = phaseStartMs + Math.max(1, lengthMs);
    }

    boolean isInformed() {
        return phase == Phase.ABSORPTION || phase == Phase.DRIVE;
    }

    /** Share of the phase that is over, in [0, 1]. */
    double elapsedRatio(long nowMs) {
        return Math.min(1, (nowMs - phaseStartMs) / (double) (phaseEndMs - phaseStartMs));
    }

    boolean isEarlyDrive(long nowMs) {
        return phase == Phase.DRIVE && nowMs - phaseStartMs < EARLY_MS;
    }

    /** Volume over that of a pause. */
    double volumeMultiple(long nowMs) {
        return switch (phase) {
            case PAUSE -> 1;
            case REVERSAL -> 1.1;
            case ABSORPTION -> 1 + 2.5 * (config.volumeMultiple() - 1);
            case DRIVE -> Math.max(1, config.volumeMultiple() * (isEarlyDrive(nowMs) ? 1.3 : 0.8));
        };
    }

    /** Chance that an aggressor buys, given the chance without informed flow; clearest early in the drive. */
    double buyProbability(double uninformed, long nowMs) {
        double lean = (config.aggressorShareRatio() - 0.5) * (1 + EARLY_LEAN * (1 - 2 * elapsedRatio(nowMs)));
        return switch (phase) {
            case PAUSE -> uninformed;
            case REVERSAL -> uninformed - 0.4 * sign * lean;
            case ABSORPTION -> 0.5 - 0.3 * sign;
            case DRIVE -> 0.4 * (uninformed - 0.5) + 0.5 + sign * lean;
        };
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(phase.name());
        out.writeByte(sign);
        out.writeLong(phaseStartMs);
        out.writeLong(phaseEndMs);
        out.writeDouble(moveBps);
        out.writeDouble(doneBps);
    }

    void read(DataInput in) throws IOException {
        phase = Phase.valueOf(in.readUTF());
        sign = in.readByte();
        phaseStartMs = in.readLong();
        phaseEndMs = in.readLong();
        moveBps = in.readDouble();
        doneBps = in.readDouble();
    }
}
