package io.nexus.cli.store;

import io.nexus.cli.cluster.StateSnapshot;
import io.nexus.connectors.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;

/** A checkpoint or savepoint in a data directory.
 *
 * @param path below the data directory
 * @param number the higher, the newer; a job that is restored counts on
 * @param job id of the job that took it, of a savepoint its first six digits; empty if the path does not tell
 * @param checksum of all its files; empty if they are not whole
 * @param problem why it can't be restored; empty if it can */
record FoundCheckpoint(String path, long number, String job, String checksum, String problem) {
    static final Comparator<FoundCheckpoint> NEWEST_FIRST = Comparator.comparingLong(FoundCheckpoint::number)
            .thenComparing(FoundCheckpoint::path)
            .reversed();

    private static final String METADATA = "_metadata";
    private static final Pattern CHECKPOINT = Pattern.compile("checkpoints/([0-9a-f]{32})/chk-(\\d{1,18})");
    private static final Pattern SAVEPOINT = Pattern.compile("savepoints/savepoint-([0-9a-f]{6})-[0-9a-f]+");

    /** All that were completed, newest first.
     *
     * @throws IOException if a folder can't be listed */
    static List<FoundCheckpoint> in(Path root) throws IOException {
        List<FoundCheckpoint> found = new ArrayList<>();
        for (Path folder : folders(root)) {
            found.add(of(root, folder));
        }
        found.sort(NEWEST_FIRST);
        return found;
    }

    /** Folders of complete ones. */
    static List<Path> folders(Path root) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String name : List.of("checkpoints", "savepoints")) {
            Path directory = root.resolve(name);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory, 4)) {
                    files.filter(file -> file.endsWith(METADATA))
                            .map(Path::getParent)
                            .forEach(folders::add);
                }
            }
        }
        return folders;
    }

    static FoundCheckpoint of(Path root, Path folder) {
        String path = root.relativize(folder).toString();
        Matcher checkpoint = CHECKPOINT.matcher(path);
        Matcher savepoint = SAVEPOINT.matcher(path);
        boolean isCheckpoint = checkpoint.matches();
        String job = isCheckpoint ? checkpoint.group(1) : savepoint.matches() ? savepoint.group(1) : "";
        long number = isCheckpoint ? Long.parseLong(checkpoint.group(2)) : 0;
        try {
            var metadata = StateSnapshot.read(folder.toUri().toString());
            Set<Path> files = new TreeSet<>(Comparator.comparing((Path file) -> file.getFileName() + "")
                    .thenComparing(Comparator.naturalOrder())); // the same wherever the directory is
            files.add(folder.resolve(METADATA));
            for (OperatorState operator : metadata.getOperatorStates()) {
                operator.getDiscardables().forEach(state -> addFiles(state, files));
            }
            return new FoundCheckpoint(path, metadata.getCheckpointId(), job, checksum(root, files), "");
        } catch (IOException | RuntimeException e) { // whatever a damaged file makes a parser do
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new FoundCheckpoint(
                    path, number, job, "", why.lines().findFirst().orElse(""));
        }
    }

    private static void addFiles(StateObject state, Set<Path> files) {
        if (state instanceof StreamStateHandle file) {
            file.maybeGetPath().ifPresent(path -> files.add(Path.of(path.toUri().getPath())));
        } else if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
            incremental.streamSubHandles().forEach(part -> addFiles(part, files));
        }
    }

    private static String checksum(Path root, Set<Path> files) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new IOException("its file " + file + " is gone");
            }
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                throw new IOException("its file " + file + " is outside of this directory, which was moved or copied;"
                        + " move it back, or take a savepoint there");
            }
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    checksum.update(buffer, 0, read);
                }
            }
        }
        return WholeFile.text(checksum);
    }
}
