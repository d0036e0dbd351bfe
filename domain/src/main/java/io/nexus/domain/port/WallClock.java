package io.nexus.domain.port;

import java.io.Serializable;

/** The wall clock, handed in wherever one is needed. */
@FunctionalInterface
public interface WallClock extends Serializable {
    /** Milliseconds since the epoch. */
    long nowMs();
}
