package io.nexus.job.embedded;

import io.nexus.connectors.simulation.SimulationConfig;
import io.nexus.job.config.NexusConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an embedded run is to do.
 *
 * @param replay folder of recorded messages; null = the simulated market
 * @param seed of the simulated market
 * @param warmUpMs feed time of events before trading starts (simulated market only)
 * @param tradeMs feed time from the start of trading to the end; ignored for a recording, which ends by itself
 * @param speed after the warm-up: {@code 1x}, {@code 60x}, {@code max}
 * @param isFlattening whether everything is closed at the end
 * @param isControlFrozen whether control messages of the feedback are withheld, for reproducible digests
 * @param webPort port or range of the Flink web UI
 * @param record folder into which the received feed is written; null = none */
public record RunPlan(
        NexusConfig config,
        @Nullable Path replay,
        long seed,
        long warmUpMs,
        long tradeMs,
        String speed,
        boolean isFlattening,
        boolean isControlFrozen,
        String webPort,
        @Nullable Path record) {
    static final String SIMULATOR = "simulator";

    /** The simulated market. */
    public SimulationConfig simulation() {
        return config.simulation();
    }

    /** Where the feed comes from, for the data directory. */
    String source() {
        return replay == null ? SIMULATOR : replay.toAbsolutePath().normalize().toString();
    }
}
