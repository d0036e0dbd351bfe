package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import java.io.IOException;
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

/** Where runs without {@code --data} keep their data: one new directory each below the user's state folder, the newest few
 * are kept. */
final class RunDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(RunDirectories.class);
    private static final int KEPT = 5;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunDirectories() {}

    /** A directory for a new run; the oldest runs beyond the newest few are removed, but for those still in use.
     *
     * @throws IOException if the state folder can't be written */
    static Path fresh() throws IOException {
        return fresh(root());
    }

    /** The same below another folder. */
    static Path fresh(Path root) throws IOException {
        Files.createDirectories(root);
        List<Path> runs = newestFirst(root);
        for (Path old : runs.subList(Math.min(KEPT - 1, runs.size()), runs.size())) {
            if (!DataDirectory.removeUnlessHeld(old)) {
                LOG.info("{} is in use and stays", old);
            }
        }
        return Files.createDirectory(root.resolve(NAME.format(Instant.now())));
    }

    /** The directory of the newest run.
     *
     * @throws IOException if there is none */
    static Path newest() throws IOException {
        Path root = root();
        List<Path> runs = Files.isDirectory(root) ? newestFirst(root) : List.of();
        if (runs.isEmpty()) {
            throw new IOException("no run found below " + root + "; name one with --data");
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
