package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.process.VenueProcess;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.connection.Connections;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The simulated exchange as a process of its own. */
@Command(
        name = "venue",
        mixinStandardHelpOptions = true,
        description = {
            "Run the simulated exchange on this machine until it is stopped.",
            "It follows the market topic and answers Binance's REST requests at exchange.base-url of the connections.",
            "The same command on the same directory goes on with its journal, also after kill -9.",
            "It needs the instruments file, which gateway writes."
        })
public final class VenueCommand implements Callable<Integer> {
    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the exchange's journal; one exchange at a time has it.")
    Path data = Path.of("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (YAML); what it leaves out has its default.")
    @Nullable
    Path file;

    @Option(names = "--port", description = "Port on loopback (default: that of exchange.base-url).")
    @Nullable
    Integer port;

    @Override
    public Integer call() throws Exception {
        if (port != null) {
            Ports.require("--port", port);
        }
        OptionPaths.requireFolderToWrite("--data", data);
        Connections connections = connect.read();
        RunConfig config = ConfigFile.read(file, RunConfig.defaults());
        OptionalInt listenOn = port == null ? OptionalInt.empty() : OptionalInt.of(port);
        Interruption interruption = Interruption.ofSignals();
        try (VenueProcess venue = VenueProcess.start(connections, config, data, listenOn)) {
            Notices.print(venue.notice());
            System.out.println("simulated exchange at " + venue.baseUrl() + ", " + venue.instruments()
                    + " instruments, directory " + data);
            return ServiceLoop.run(interruption, new Reported(venue));
        }
    }

    /** Reports once that the market is followed. */
    private static final class Reported implements ServiceLoop.Watched {
        private final VenueProcess venue;
        private boolean isFollowing;

        Reported(VenueProcess venue) {
            this.venue = venue;
        }

        @Override
        public String failure() {
            return venue.failure();
        }

        @Override
        public void report() {
            if (!isFollowing && venue.isFollowing()) {
                isFollowing = true;
                System.out.println("follows the market at feed time " + OutputFormat.time(venue.clockMs()) + " UTC");
            }
        }
    }
}
