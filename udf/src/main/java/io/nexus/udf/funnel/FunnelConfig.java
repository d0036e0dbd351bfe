package io.nexus.udf.funnel;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How counts and skips are published.
 *
 * @param countIntervalMs least feed time between two publications of an instrument's counts, 1 to 3,600,000
 * @param maxSkipsPerSecond skips of an instrument in one second of feed time that all pass on, 0 to 1,000,000
 * @param sampleEvery of the skips above that rate, every n-th passes on; 1 to 1,000,000 */
public record FunnelConfig(long countIntervalMs, long maxSkipsPerSecond, long sampleEvery) implements Serializable {
    public FunnelConfig {
        Check.inRange("countIntervalMs", countIntervalMs, 1, 3_600_000);
        Check.inRange("maxSkipsPerSecond", maxSkipsPerSecond, 0, 1_000_000);
        Check.inRange("sampleEvery", sampleEvery, 1, 1_000_000);
    }

    public static FunnelConfig defaults() {
        return new FunnelConfig(1_000, 5, 100);
    }
}
