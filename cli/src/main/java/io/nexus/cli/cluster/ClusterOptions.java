package io.nexus.cli.cluster;

import io.nexus.connectors.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command is about. */
final class ClusterOptions {
    private static final String LOCAL_CLUSTER = "deploy/local-cluster/run/connections.yaml";

    @Option(
            names = "--connect",
            paramLabel = "FILE",
            description = "Connections (default: those of the local cluster, " + LOCAL_CLUSTER + ").")
    @Nullable
    Path connect;

    /** The file of connections.
     *
     * @throws IOException if none is named and no local cluster is up */
    Path file() throws IOException {
        if (connect != null) {
            return connect;
        }
        Path local = Path.of(System.getProperty("nexus.home", ".")).resolve(LOCAL_CLUSTER);
        if (!Files.isRegularFile(local)) {
            throw new IOException("no connections are named and no local cluster is up: name them with --connect FILE,"
                    + " or start one with deploy/local-cluster/up");
        }
        return local;
    }

    Connections connections() throws IOException {
        return Connections.read(file());
    }

    FlinkCluster open() throws Exception {
        return FlinkCluster.at(connections().flink().restUrl());
    }
}
