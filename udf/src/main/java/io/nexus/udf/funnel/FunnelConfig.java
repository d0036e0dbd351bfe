package io.nexus.udf.funnel;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How counts and skips are published.
 *
 * @param countIntervalMs least feed time between two publications of an instrument's counts, positive
 * @param maxSkipsPerSecond skips of an instrument in one second of feed time that all pass on, not negative
 * @param sampleEvery of the skips above that rate, every n-th passes on; positive */
public record FunnelConfig(long countIntervalMs, long maxSkipsPerSecond, long sampleEvery) implements Serializable {
    public FunnelConfig {
        Check.positive("countIntervalMs", countIntervalMs);
        Check.notNegative("maxSkipsPerSecond", maxSkipsPerSecond);
        Check.positive("sampleEvery", sampleEvery);
    }

    public static FunnelConfig defaults() {
        return new FunnelConfig(1_000, 5, 100);
    }
}
