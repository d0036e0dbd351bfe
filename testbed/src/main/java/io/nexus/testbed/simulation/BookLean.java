package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Which side of the book is heavier, in [-1, 1] of the configured imbalance, held for seconds at a time: all through the
 * absorption, in bursts during the drive (denser in its first minutes), faint otherwise. Not thread-safe. */
final class BookLean {
    private static final double FAINT = 0.3;

    private double value;
    private long untilMs;
    private SimulatedEpisode.Phase lastPhase = SimulatedEpisode.Phase.PAUSE;

    /** Whether the value changed. */
    boolean advance(long nowMs, SimulatedEpisode episode, SeededRandom random) {
        if (nowMs < untilMs && episode.phase == lastPhase) {
            return false;
        }
        lastPhase = episode.phase;
        boolean isStrong =
                switch (episode.phase) {
                    case ABSORPTION -> true;
                    case DRIVE -> random.chance(0.7 - 0.5 * episode.elapsedRatio(nowMs));
                    case PAUSE, REVERSAL -> false;
                };
        double faint = random.between(-FAINT, FAINT);
        value = isStrong ? episode.sign : faint;
        untilMs = nowMs + (long) (isStrong ? random.between(3_000, 10_000) : random.between(5_000, 20_000));
        return true;
    }

    double value() {
        return value;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(value);
        out.writeLong(untilMs);
        out.writeUTF(lastPhase.name());
    }

    void read(DataInput in) throws IOException {
        value = in.readDouble();
        untilMs = in.readLong();
        lastPhase = SimulatedEpisode.Phase.valueOf(in.readUTF());
    }
}
