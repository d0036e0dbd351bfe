package io.nexus.connectors.gateway;

import io.nexus.domain.check.Check;
import io.nexus.domain.check.PerRun;
import java.io.Serializable;

/** How the gateway paces its source and what it adds to it.
 *
 * @param speed feed time per wall time: a positive number followed by {@code x}, or {@code max}
 * @param maxLeadMs above 1x the gateway is never further ahead of the job's progress, in ms of feed time, positive
 * @param heartbeatIntervalMs between heartbeats of a partition, in ms of feed time, positive
 * @param snapshotIntervalMs between generated snapshots of an instrument, in ms of feed time, positive
 * @param snapshotLevels most levels per side of a generated snapshot, 1 to 10,000
 * @param checkpointIntervalMs between checkpoints for resuming, in ms of wall time, positive
 * @param fastUntilMs feed time before which the speed is {@code max} whatever {@code speed} says: the warm-up
 * @param warmUpLeadMs how far the gateway may be ahead of the job's progress in the warm-up, in ms of feed time, positive;
 *     no order can be placed then, so no order can be late. While no job has reported any progress it does not hold: the
 *     warm-up is sent as fast as Kafka takes it, and a job that comes later finds it in the topic */
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
        Check.positive("maxLeadMs", maxLeadMs);
        Check.positive("heartbeatIntervalMs", heartbeatIntervalMs);
        Check.positive("snapshotIntervalMs", snapshotIntervalMs);
        Check.inRange("snapshotLevels", snapshotLevels, 1, 10_000);
        Check.positive("checkpointIntervalMs", checkpointIntervalMs);
        Check.positive("warmUpLeadMs", warmUpLeadMs);
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
