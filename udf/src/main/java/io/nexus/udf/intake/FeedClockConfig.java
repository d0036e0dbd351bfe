package io.nexus.udf.intake;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** When the feed, or a partition of it, counts as silent.
 *
 * @param partitionIdleMs without a heartbeat after which a partition is idle: it holds back no other, and with more than half
 *     of the partitions idle the account only reduces; wall time, 1 s to 60 s
 * @param watchdogMs without a heartbeat of any partition after which the account only reduces, wall time, 1 s to 10 min */
public record FeedClockConfig(long partitionIdleMs, long watchdogMs) implements Serializable {
    public FeedClockConfig {
        Check.inRange("partitionIdleMs", partitionIdleMs, 1_000, 60_000);
        Check.inRange("watchdogMs", watchdogMs, 1_000, 600_000);
    }

    public static FeedClockConfig defaults() {
        return new FeedClockConfig(5_000, 5_000);
    }
}
