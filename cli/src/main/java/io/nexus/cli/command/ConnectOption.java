package io.nexus.cli.command;

import io.nexus.connectors.connection.Connections;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The connections file of a command that needs one. */
final class ConnectOption {
    @Option(
            names = "--connect",
            paramLabel = "FILE",
            required = true,
            description = "Connections (YAML): Kafka, trade history, exchange, feed keys.")
    Path file = Path.of("");

    /** What the file says.
     *
     * @throws io.nexus.connectors.config.ConfigException naming file, key, value and what is allowed
     * @throws IOException if it can't be read */
    Connections read() throws IOException {
        return Connections.read(file);
    }
}
