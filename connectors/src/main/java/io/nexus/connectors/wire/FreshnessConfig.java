package io.nexus.connectors.wire;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** When an authentic message is too old, or from the future.
 *
 * @param maxBehindMs oldest a fresh message may be against the gateway clock, in ms, 0 to 86,400,000
 * @param maxAheadMs furthest a fresh message may be ahead of the gateway clock, in ms, 0 to 86,400,000 */
public record FreshnessConfig(long maxBehindMs, long maxAheadMs) implements Serializable {
    public FreshnessConfig {
        Check.inRange("maxBehindMs", maxBehindMs, 0, 86_400_000);
        Check.inRange("maxAheadMs", maxAheadMs, 0, 86_400_000);
    }

    public static FreshnessConfig defaults() {
        return new FreshnessConfig(10_000, 1_000);
    }
}
