package io.nexus.cli.cluster;

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
import org.jspecify.annotations.Nullable;

/** Copies of the jar and configuration of what was submitted, so that an earlier job can be brought back: a folder each, the
 * newest few are kept.
 *
 * @param root folder of all */
record Submissions(Path root) {
    private static final int KEPT = 5;
    private static final String JAR = "job.jar";
    private static final String CONFIG = "nexus.yaml";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Those below the user's state folder. */
    static Submissions ofUser() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return new Submissions(base.resolve("nexus").resolve("submissions"));
    }

    /** Keeps a copy of what runs as a job.
     *
     * @return the folder */
    Path keep(JobProgram program, String job) throws IOException {
        Path folder = root.resolve(NAME.format(Instant.now()) + '-' + job);
        Files.createDirectories(folder);
        Files.copy(program.jar(), folder.resolve(JAR));
        if (program.config() != null) {
            Files.copy(program.config(), folder.resolve(CONFIG));
        }
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> newestFirst = folders.sorted(Comparator.reverseOrder()).toList();
            newestFirst
                    .subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())
                    .forEach(Submissions::remove);
        }
        return folder;
    }

    /** The arguments with which a job that was submitted from here is submitted again; null if it was not, or is too old. */
    @Nullable
    String argumentsOf(String job) throws IOException {
        if (!Files.isDirectory(root)) {
            return null;
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.toString().endsWith(job))
                    .findFirst()
                    .map(Submissions::arguments)
                    .orElse(null);
        }
    }

    private static String arguments(Path folder) {
        Path config = folder.resolve(CONFIG);
        return "--jar " + folder.resolve(JAR) + (Files.exists(config) ? " --config " + config : "");
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
