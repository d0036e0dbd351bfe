package io.nexus.job.config;

import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How Flink runs the job.
 *
 * @param parallelism subtasks of every operator, 1 to 8, the partitions of the market topic: a subtask that reads none would
 *     never tell a time and hold back all others
 * @param bufferTimeoutMs how long a record may wait for its network buffer to fill, 0 (send at once) to 100
 * @param checkpointIntervalMs between checkpoints, wall time, 100 ms to 1 h
 * @param exchangeTimeoutMs after which an exchange step is answered UNKNOWN, wall time, 100 ms to 60 s
 * @param exchangeCapacity exchange steps in flight per lane, 1 to 10,000
 * @param stateBackend where keyed state is kept between checkpoints */
public record EngineConfig(
        int parallelism,
        long bufferTimeoutMs,
        long checkpointIntervalMs,
        long exchangeTimeoutMs,
        int exchangeCapacity,
        StateKeeping stateBackend)
        implements Serializable {
    /** Key groups, for ever: changing it would lose keyed state. */
    public static final int MAX_PARALLELISM = 128;

    public EngineConfig {
        Check.inRange("parallelism", (long) parallelism, 1, Partitions.COUNT);
        Check.inRange("bufferTimeoutMs", bufferTimeoutMs, 0, 100);
        Check.inRange("checkpointIntervalMs", checkpointIntervalMs, 100, 3_600_000);
        Check.inRange("exchangeTimeoutMs", exchangeTimeoutMs, 100, 60_000);
        Check.inRange("exchangeCapacity", (long) exchangeCapacity, 1, 10_000);
    }

    /** The same, with keyed state elsewhere. */
    public EngineConfig on(StateKeeping newStateBackend) {
        return new EngineConfig(
                parallelism,
                bufferTimeoutMs,
                checkpointIntervalMs,
                exchangeTimeoutMs,
                exchangeCapacity,
                newStateBackend);
    }

    public static EngineConfig defaults() {
        return new EngineConfig(1, 0, 30_000, 5_000, 100, StateKeeping.HASHMAP);
    }
}
