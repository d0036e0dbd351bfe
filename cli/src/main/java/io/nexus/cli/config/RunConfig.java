package io.nexus.cli.config;

import io.nexus.connectors.gateway.GatewayConfig;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.domain.check.Inline;
import io.nexus.job.config.NexusConfig;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.testbed.venue.SimulatedExchangeConfig;
import io.nexus.udf.config.LayersConfig;

/** Every number of NEXUS, a section per layer and per process: one file may serve them all. */
public record RunConfig(
        @Inline NexusConfig job,
        GatewayConfig gateway,
        SimulatedExchangeConfig simulatedExchange,
        SimulationConfig simulation,
        HistoryConfig history) {

    public RunConfig {
        // the gateway waits for the job's reports: with a shorter lead it would wait for one that never comes
        long reportsMs = job.layers().risk().progressIntervalMs();
        atLeast("gateway.max-lead-ms", gateway.maxLeadMs(), reportsMs);
        atLeast("gateway.warm-up-lead-ms", gateway.warmUpLeadMs(), reportsMs);
    }

    private static void atLeast(String key, long value, long reportsMs) {
        if (value < reportsMs) {
            throw new IllegalArgumentException(
                    key + " must be at least risk.progress-interval-ms " + reportsMs + ", was " + value);
        }
    }

    public static RunConfig defaults() {
        return new RunConfig(
                NexusConfig.defaults(),
                GatewayConfig.defaults(),
                SimulatedExchangeConfig.defaults(),
                SimulationConfig.defaults(),
                HistoryConfig.defaults());
    }

    /** Every number of the layers. */
    public LayersConfig layers() {
        return job.layers();
    }
}
