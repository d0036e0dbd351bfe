package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Self-exciting (Hawkes) arrivals with an exponential kernel: each arrival makes the next ones likelier for some seconds.
 * The wait is drawn at the intensity of its start. Not thread-safe. */
final class Arrivals {
    private static final double MAX_WAIT_MS = 15_000;

    private final double perSecond;
    private final double branching;
    private final double decayMs;
    private double excitation;

    /** Arrivals at a mean rate, if the multiple stays 1. */
    Arrivals(double perSecond, TextureConfig texture) {
        this.perSecond = perSecond;
        branching = texture.branchingRatio();
        decayMs = texture.excitationMs();
    }

    /** Time to the next arrival, at least 1 ms.
     *
     * @param multiple of the mean rate that holds now */
    long nextWaitMs(double multiple, SeededRandom random) {
        double intensity = perSecond * multiple * (1 - branching) + excitation;
        double waitMs = Math.min(MAX_WAIT_MS, 1_000 * random.nextExponential() / intensity);
        excitation = (excitation + branching * 1_000 / decayMs) * Math.exp(-waitMs / decayMs);
        return Math.max(1, Math.round(waitMs));
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(excitation);
    }

    void read(DataInput in) throws IOException {
        excitation = in.readDouble();
    }
}
