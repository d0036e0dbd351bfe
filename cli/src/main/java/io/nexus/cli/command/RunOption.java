package io.nexus.cli.command;

import io.nexus.cli.embedded.StoredRun;
import io.nexus.cli.process.ConnectedRun;
import io.nexus.cli.process.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which run a command reads or controls: an embedded one by its directory, or one behind a connections file. */
final class RunOption {
    @Option(names = "--data", paramLabel = "DIR", description = "Directory of the run (default: the newest run).")
    @Nullable
    Path data;

    @Option(
            names = "--connect",
            paramLabel = "FILE",
            description = "Connections (YAML) of a run on a cluster, instead of --data.")
    @Nullable
    Path connect;

    /** The run.
     *
     * @throws IllegalArgumentException if both are named
     * @throws IOException if there is no such run or file */
    RunSource open() throws IOException {
        if (connect == null) {
            return StoredRun.open(data == null ? RunDirectories.newest() : data);
        }
        if (data != null) {
            throw new IllegalArgumentException("--data and --connect name two runs; name one");
        }
        return ConnectedRun.open(connect);
    }
}
