package io.nexus.connectors.wire;

import io.nexus.domain.check.Check;
import io.nexus.domain.check.PerRun;
import java.io.Serializable;

/** How Layer 0 authenticates the feed.
 *
 * @param keysFile file of {@code keyId=secret} lines, read where the source runs
 * @param clockMode what the gateway clock is: LIVE for a live feed, REPLAY for recordings and simulations
 * @param freshness when an authentic message is too old, or from the future */
public record AuthenticationConfig(@PerRun String keysFile, ClockMode clockMode, FreshnessConfig freshness)
        implements Serializable {
    public AuthenticationConfig {
        Check.notBlank("keysFile", keysFile);
    }

    public static AuthenticationConfig defaults() {
        return new AuthenticationConfig("feed.keys", ClockMode.REPLAY, FreshnessConfig.defaults());
    }

    /** The same with another file of keys. */
    public AuthenticationConfig withKeysFile(String newKeysFile) {
        return new AuthenticationConfig(newKeysFile, clockMode, freshness);
    }
}
