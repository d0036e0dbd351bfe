package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.connectors.secret.PrivateDirectory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where runs without {@code --data} keep their data: one new directory each below the user's state folder, of which the newest
 * few are kept as long as they are not too large together. */
final class RunDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(RunDirectories.class);
    /** How many runs are kept, unless an option says otherwise. */
    static final int KEPT_RUNS = 5;
    /** How large the kept runs may be together, unless an option says otherwise. */
    static final int KEPT_MIB = 4_096;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunDirectories() {}

    /** A directory for a new run. The oldest runs are removed, but for those still in use.
     *
     * @param keptRuns most runs that are there then, with the new one; at least 1
     * @param keptMib most MiB of the older ones together
     * @throws IOException if the state folder can't be written */
    static Path fresh(int keptRuns, long keptMib) throws IOException {
        return fresh(root(), keptRuns, keptMib);
    }

    /** The same below another folder. */
    static Path fresh(Path root, int keptRuns, long keptMib) throws IOException {
        Files.createDirectories(root);
        long bytes = 0;
        int kept = 1;
        for (Path old : newestFirst(root)) {
            long size = size(old);
            if (kept < keptRuns && bytes + size <= keptMib << 20) {
                kept++;
                bytes += size;
            } else if (!DataDirectory.removeUnlessHeld(old)) {
                LOG.info("{} is in use and stays", old);
            }
        }
        Path fresh = root.resolve(NAME.format(Instant.now()));
        PrivateDirectory.open(fresh);
        return fresh;
    }

    /** Bytes of all files in a directory; those that vanish meanwhile do not count. */
    static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (UncheckedIOException e) { // a file that a run in progress has just replaced
            LOG.info("the size of {} is incomplete", directory, e);
            return 0;
        }
    }

    /** All runs, newest first.
     *
     * @throws IOException if the state folder can't be read */
    static List<Path> all() throws IOException {
        Path root = root();
        return Files.isDirectory(root) ? newestFirst(root) : List.of();
    }

    /** The directory of the newest run.
     *
     * @throws IOException if there is none */
    static Path newest() throws IOException {
        List<Path> runs = all();
        if (runs.isEmpty()) {
            throw new IOException("no run found below " + root() + "; name one with --data");
        }
        return runs.get(0);
    }

    private static Path root() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("nexus").resolve("runs");
    }

    private static List<Path> newestFirst(Path root) throws IOException {
        try (Stream<Path> runs = Files.list(root)) {
            return runs.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
