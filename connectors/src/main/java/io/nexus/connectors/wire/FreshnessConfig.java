package io.nexus.connectors.wire;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** When an authentic message is too old, or from the future.
 *
 * @param maxBehindMs oldest a fresh message may be against the gateway clock, in ms, not negative
 * @param maxAheadMs furthest a fresh message may be ahead of the gateway clock, in ms, not negative */
public record FreshnessConfig(long maxBehindMs, long maxAheadMs) implements Serializable {
    public FreshnessConfig {
        Check.notNegative("maxBehindMs", maxBehindMs);
        Check.notNegative("maxAheadMs", maxAheadMs);
    }

    public static FreshnessConfig defaults() {
        return new FreshnessConfig(10_000, 1_000);
    }
}
