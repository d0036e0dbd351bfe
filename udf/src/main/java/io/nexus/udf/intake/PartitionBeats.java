package io.nexus.udf.intake;

import io.nexus.domain.market.MarketEventKind;
import io.nexus.udf.edge.PartitionBeat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Thins the heartbeats of the partitions that one subtask reads. One goes on if it is the newest of all of them, if its
 * partition was not reported for a second of wall time, or if the partition's feed has begun or ended since. Keeps nothing
 * that outlives a restart: whoever takes the heartbeats takes the newest. Not thread-safe. */
final class PartitionBeats {
    private static final long REPORT_EVERY_MS = 1_000;

    private long newestMs = Long.MIN_VALUE;
    private long[] reportedAtWallMs = {};
    private boolean[] isFlowing = {};
    private boolean[] isReportedFlowing = {};

    /** Notes a market event of a partition. */
    void market(int partition, MarketEventKind kind) {
        grow(partition);
        isFlowing[partition] = kind != MarketEventKind.END;
    }

    /** The heartbeat as it goes on; null if it says nothing new.
     *
     * @param wallMs wall clock now */
    @Nullable
    PartitionBeat heartbeat(int partition, long feedTimeMs, long wallMs) {
        grow(partition);
        boolean isDue = feedTimeMs > newestMs
                || wallMs - reportedAtWallMs[partition] >= REPORT_EVERY_MS
                || isFlowing[partition] != isReportedFlowing[partition];
        if (!isDue) {
            return null;
        }
        newestMs = Math.max(newestMs, feedTimeMs);
        reportedAtWallMs[partition] = wallMs;
        isReportedFlowing[partition] = isFlowing[partition];
        return new PartitionBeat(partition, feedTimeMs, isFlowing[partition]);
    }

    private void grow(int partition) {
        if (partition >= isFlowing.length) {
            reportedAtWallMs = Arrays.copyOf(reportedAtWallMs, partition + 1);
            isFlowing = Arrays.copyOf(isFlowing, partition + 1);
            isReportedFlowing = Arrays.copyOf(isReportedFlowing, partition + 1);
        }
    }
}
