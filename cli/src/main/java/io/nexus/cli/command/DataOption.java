package io.nexus.cli.command;

import io.nexus.cli.embedded.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which run a command reads. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "Directory of the run (default: the newest run).")
    @Nullable
    Path data;

    StoredRun open() throws IOException {
        return StoredRun.open(data == null ? RunDirectories.newest() : data);
    }
}
