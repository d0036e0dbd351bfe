package io.nexus.job.command;

import io.nexus.connectors.simulation.SimulationConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which feed a command is about. */
final class FeedOptions {
    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "Folder of recorded messages; without it the market is simulated.")
    @Nullable
    Path replay;

    @Option(names = "--instruments", description = "Simulated instruments (default: ${DEFAULT-VALUE}).")
    int instruments = 20;

    @Option(names = "--seed", description = "Seed of the simulated market (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--warm-up",
            description = "Simulated market: feed time before trading (default: ${DEFAULT-VALUE}).")
    String warmUp = "2h";

    SimulationConfig simulation() {
        return SimulationConfig.defaults().withInstruments(instruments);
    }

    long warmUpMs() {
        return Durations.parseMs("warm-up", warmUp);
    }
}
