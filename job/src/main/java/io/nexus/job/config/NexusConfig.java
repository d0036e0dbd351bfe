package io.nexus.job.config;

import io.nexus.connectors.binance.BinanceConfig;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.domain.check.Check;
import io.nexus.domain.check.Inline;
import io.nexus.udf.config.LayersConfig;
import java.io.Serializable;
import java.util.Set;

/** Every number of the job: the layers, the check of what comes in, the client of the exchange.
 *
 * @param exchange the client of the venue */
public record NexusConfig(@Inline LayersConfig layers, AuthenticationConfig authentication, BinanceConfig exchange)
        implements Serializable {
    /** Sections of a file that serves other processes, too; the job passes over them. */
    public static final Set<String> OTHER_SECTIONS = Set.of("gateway", "simulated-exchange", "simulation", "history");

    public NexusConfig {
        // "not there" proves that a request never arrived only if no request is taken for longer
        Check.inRange(
                "exchange.recv-window-ms",
                exchange.recvWindowMs(),
                1,
                layers.execution().receiveWindowMs());
        // a step is one or two requests: one that its request outlives would be given up although it may still arrive
        Check.inRange(
                "exchange.request-timeout-ms",
                exchange.requestTimeoutMs(),
                1,
                layers.execution().stepTimeoutMs());
    }

    public static NexusConfig defaults() {
        return new NexusConfig(LayersConfig.defaults(), AuthenticationConfig.defaults(), BinanceConfig.defaults());
    }
}
