package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Markov switching between regimes, each held for 10 to 40 minutes. Not thread-safe. */
final class RegimeChain {
    private static final double MIN_DWELL_MS = 600_000;
    private static final double MAX_DWELL_MS = 2_400_000;

    FlowRegime regime;
    private long untilMs;

    RegimeChain(long startMs, SeededRandom random) {
        regime = FlowRegime.draw(random);
        untilMs = startMs + (long) random.between(0, MAX_DWELL_MS);
    }

    void advance(long nowMs, SeededRandom random) {
        while (nowMs >= untilMs) {
            FlowRegime before = regime;
            while (regime == before) {
                regime = FlowRegime.draw(random);
            }
            untilMs += (long) random.between(MIN_DWELL_MS, MAX_DWELL_MS);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(regime.name());
        out.writeLong(untilMs);
    }

    void read(DataInput in) throws IOException {
        regime = FlowRegime.valueOf(in.readUTF());
        untilMs = in.readLong();
    }
}
