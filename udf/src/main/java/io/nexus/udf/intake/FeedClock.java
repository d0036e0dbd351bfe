package io.nexus.udf.intake;

import io.nexus.udf.edge.PartitionBeat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The clock that no single partition can stop: the newest heartbeat of any of them. Says also whether the feed is silent. */
final class FeedClock {
    private static final long INSTRUMENT_TICK_MS = 1_000;

    private final FeedClockConfig config;
    private final int partitions;

    /** @param partitions of the market topic, 1 or more */
    FeedClock(FeedClockConfig config, int partitions) {
        this.config = config;
        this.partitions = partitions;
    }

    /** Takes a heartbeat; whether the clock has moved. The first one starts the wait for all partitions.
     *
     * @param wallMs wall clock now */
    boolean beat(FeedClockState state, PartitionBeat beat, long wallMs) {
        int count = Math.max(partitions, beat.partition() + 1);
        int known = state.heardAtWallMs.length;
        if (known < count) {
            state.heardAtWallMs = Arrays.copyOf(state.heardAtWallMs, count);
            Arrays.fill(state.heardAtWallMs, known, count, wallMs);
            state.isFlowing = Arrays.copyOf(state.isFlowing, count);
        }
        state.heardAtWallMs[beat.partition()] = wallMs;
        state.isFlowing[beat.partition()] = beat.isFlowing();
        boolean isNewer = beat.feedTimeMs() > state.newestMs;
        state.newestMs = Math.max(state.newestMs, beat.feedTimeMs());
        return isNewer;
    }

    /** Whether the instruments get a tick now: once a second of feed time. */
    boolean isInstrumentTickDue(FeedClockState state) {
        boolean isDue = state.instrumentTickMs == Long.MIN_VALUE
                || state.newestMs - state.instrumentTickMs >= INSTRUMENT_TICK_MS;
        if (isDue) {
            state.instrumentTickMs = state.newestMs;
        }
        return isDue;
    }

    /** Why the feed is silent; null if it is not. One without market data, or whose market data have ended, may be silent. */
    @Nullable
    String silence(FeedClockState state, long wallMs) {
        if (!isFlowing(state)) {
            return null;
        }
        long newestWallMs = Long.MIN_VALUE;
        for (long heardAtWallMs : state.heardAtWallMs) {
            newestWallMs = Math.max(newestWallMs, heardAtWallMs);
        }
        if (wallMs - newestWallMs >= config.watchdogMs()) {
            return "no heartbeat of any partition for " + (wallMs - newestWallMs) + " ms";
        }
        int idle = idlePartitions(state, wallMs);
        return 2 * idle > state.heardAtWallMs.length
                ? idle + " of " + state.heardAtWallMs.length + " partitions without a heartbeat for "
                        + config.partitionIdleMs() + " ms"
                : null;
    }

    /** Partitions without a heartbeat for too long. */
    int idlePartitions(FeedClockState state, long wallMs) {
        int idle = 0;
        for (long heardAtWallMs : state.heardAtWallMs) {
            idle += wallMs - heardAtWallMs >= config.partitionIdleMs() ? 1 : 0;
        }
        return idle;
    }

    /** Whether any partition brings market data that has not ended. */
    static boolean isFlowing(FeedClockState state) {
        for (boolean isFlowing : state.isFlowing) {
            if (isFlowing) {
                return true;
            }
        }
        return false;
    }

    /** Starts every wait anew: this process stood still itself, so that what it has not heard proves nothing. */
    static void restart(FeedClockState state, long wallMs) {
        Arrays.fill(state.heardAtWallMs, wallMs);
    }
}
