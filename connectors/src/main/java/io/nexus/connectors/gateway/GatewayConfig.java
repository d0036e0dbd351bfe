package io.nexus.connectors.gateway;

import io.nexus.domain.check.Check;
import io.nexus.domain.check.PerRun;
import java.io.Serializable;

/** How the gateway paces its source and what it adds to it.
 *
 * @param speed feed time per wall time: a positive number followed by {@code x}, or {@code max}
 * @param maxLeadMs above 1x the gateway is never further ahead of the job's progress, in ms of feed time,
 *     heartbeatIntervalMs to 86,400,000
 * @param heartbeatIntervalMs between heartbeats of a partition, in ms of feed time, 1 to 60,000
 * @param snapshotIntervalMs between generated snapshots of an instrument, in ms of feed time, 1 to 86,400,000
 * @param snapshotLevels most levels per side of a generated snapshot, 1 to 10,000
 * @param checkpointIntervalMs between checkpoints for resuming, in ms of wall time, 1 to 3,600,000
 * @param fastUntilMs feed time before which the speed is {@code max} whatever {@code speed} says: the warm-up
 * @param warmUpLeadMs how far the gateway may be ahead of the job's progress in the warm-up, in ms of feed time,
 *     heartbeatIntervalMs to 86,400,000; no order can be placed then, so no order can be late. While no job has reported any
 *     progress it does not hold: the warm-up is sent as fast as Kafka takes it, and a job that comes later finds it in the
 *     topic */
public record GatewayConfig(
        @PerRun String speed,
        long maxLeadMs,
        long heartbeatIntervalMs,
        long snapshotIntervalMs,
        int snapshotLevels,
        long checkpointIntervalMs,
        @PerRun long fastUntilMs,
        long warmUpLeadMs)
        implements Serializable {
    public GatewayConfig {
        Speed.parse(speed);
        Check.inRange("maxLeadMs", maxLeadMs, 1, 86_400_000);
        Check.inRange("heartbeatIntervalMs", heartbeatIntervalMs, 1, 60_000);
        Check.inRange("snapshotIntervalMs", snapshotIntervalMs, 1, 86_400_000);
        Check.inRange("snapshotLevels", snapshotLevels, 1, 10_000);
        Check.inRange("checkpointIntervalMs", checkpointIntervalMs, 1, 3_600_000);
        Check.inRange("warmUpLeadMs", warmUpLeadMs, 1, 86_400_000);
        if (Math.min(maxLeadMs, warmUpLeadMs) < heartbeatIntervalMs) {
            throw new IllegalArgumentException("maxLeadMs and warmUpLeadMs must be at least heartbeatIntervalMs "
                    + heartbeatIntervalMs + ", were " + maxLeadMs + " and " + warmUpLeadMs);
        }
    }

    public static GatewayConfig defaults() {
        return new GatewayConfig("1x", 2_000, 100, 60_000, 10_000, 5_000, Long.MIN_VALUE, 30_000);
    }

    /** The same at another speed. */
    public GatewayConfig withSpeed(String newSpeed) {
        return new GatewayConfig(
                newSpeed,
                maxLeadMs,
                heartbeatIntervalMs,
                snapshotIntervalMs,
                snapshotLevels,
                checkpointIntervalMs,
                fastUntilMs,
                warmUpLeadMs);
    }

    /** The same with a warm-up at full speed that ends at a feed time. */
    public GatewayConfig withFastUntil(long newFastUntilMs) {
        return new GatewayConfig(
                speed,
                maxLeadMs,
                heartbeatIntervalMs,
                snapshotIntervalMs,
                snapshotLevels,
                checkpointIntervalMs,
                newFastUntilMs,
                warmUpLeadMs);
    }
}
