package io.nexus.domain.port;

import java.io.Serializable;

/** The process's monotonic clock, handed in wherever a latency is measured; it decides nothing. */
@FunctionalInterface
public interface NanoClock extends Serializable {
    /** Nanoseconds since some moment of this process; only differences mean anything. */
    long nowNs();
}
