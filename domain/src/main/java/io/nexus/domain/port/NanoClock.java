package io.nexus.domain.port;

import java.io.Serializable;

/** The process's monotonic clock, handed in wherever a duration within the process is measured;
 * it decides nothing. A record or a state never carries it: on another machine, or after a restart, it means nothing. */
@FunctionalInterface
public interface NanoClock extends Serializable {
    /** Nanoseconds since some moment of this process; only differences mean anything. */
    long nowNs();
}
