package io.nexus.cli.command;

import io.nexus.cli.process.BrokerProcess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A Kafka broker as a process of its own. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = {
            "Run one Kafka broker on this machine until it is stopped.",
            "For trials: loopback only, no authentication, one copy of everything."
        })
public final class BrokerCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Directory of Kafka's log.")
    Path data = Path.of("");

    @Option(names = "--port", description = "Port on loopback (default: ${DEFAULT-VALUE}).")
    int port = 9092;

    @Override
    public Integer call() throws Exception {
        Ports.require("--port", port);
        OptionPaths.requireFolderToWrite("--data", data);
        Interruption interruption = Interruption.ofSignals();
        try (BrokerProcess broker = BrokerProcess.start(data, port)) {
            Notices.print(broker.notice());
            System.out.println("Kafka broker at " + broker.bootstrapServers() + ", directory " + data);
            return ServiceLoop.run(interruption, new Silent());
        }
    }

    /** A broker that can't go on ends the process by itself. */
    private static final class Silent implements ServiceLoop.Watched {
        @Override
        public String failure() {
            return "";
        }

        @Override
        public void report() {
            // nothing changes that people wait for
        }
    }
}
