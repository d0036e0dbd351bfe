package io.nexus.domain.port;

import java.io.Serializable;

/** The wall clock, handed in wherever one is needed. */
@FunctionalInterface
public interface WallClock extends Serializable {
    /** Milliseconds since the epoch. */
    long nowMs();

    /** Nanoseconds since the epoch, for latencies between processes; as precise as the clock is. */
    default long nowNs() {
        return nowMs() * 1_000_000;
    }
}
