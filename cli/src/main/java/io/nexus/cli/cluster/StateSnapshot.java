package io.nexus.cli.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A complete checkpoint or savepoint in a directory.
 *
 * @param path as Flink takes it for a restore
 * @param number that its metadata holds; a job that is restored counts on from it
 * @param job id of the job that took it, of a savepoint its first six digits; empty if the path does not tell */
public record StateSnapshot(String path, long number, String job) {
    private static final Logger LOG = LoggerFactory.getLogger(StateSnapshot.class);
    private static final String METADATA = "_metadata";
    private static final Pattern CHECKPOINT = Pattern.compile(".*/([0-9a-f]{32})/chk-\\d+/?");
    private static final Pattern SAVEPOINT = Pattern.compile(".*/savepoint-([0-9a-f]{6})-[0-9a-f]+/?");
    /** Folders below a directory that are looked into: run, job, checkpoint. */
    private static final int DEPTH = 4;

    /** Complete ones below a directory of any of Flink's file systems, newest first: the highest number. What has no readable
     * metadata is incomplete and left out, with a line in the log.
     *
     * @throws IOException if the directory can't be listed */
    static List<StateSnapshot> below(String directory) throws IOException {
        List<StateSnapshot> found = new ArrayList<>();
        Path root = new Path(directory);
        FileSystem files = root.getFileSystem();
        if (files.exists(root)) {
            collect(files, root, DEPTH, found);
        }
        found.sort(Comparator.comparingLong(StateSnapshot::number)
                .thenComparing(StateSnapshot::path)
                .reversed());
        return found;
    }

    /** One of a path.
     *
     * @throws IOException if it is incomplete or no such thing; the text says what is missing */
    static StateSnapshot at(String path) throws IOException {
        Path folder = new Path(path);
        Path file = folder.getName().equals(METADATA) ? folder : new Path(folder, METADATA);
        if (!file.getFileSystem().exists(file)) {
            throw new IOException(path + " is no complete checkpoint or savepoint: it has no " + METADATA);
        }
        String parent = String.valueOf(file.getParent());
        return new StateSnapshot(parent, read(parent).getCheckpointId(), job(parent));
    }

    /** Reads the metadata of a checkpoint or savepoint.
     *
     * @throws IOException if it is damaged */
    public static CheckpointMetadata read(String path) throws IOException {
        Path file = new Path(new Path(path), METADATA);
        try (DataInputStream in = new DataInputStream(file.getFileSystem().open(file))) {
            return Checkpoints.loadCheckpointMetadata(in, StateSnapshot.class.getClassLoader(), path);
        }
    }

    private static void collect(FileSystem files, Path folder, int depth, List<StateSnapshot> found)
            throws IOException {
        FileStatus[] entries = files.listStatus(folder);
        for (FileStatus entry : entries == null ? new FileStatus[0] : entries) {
            if (entry.isDir() && depth > 1) {
                collect(files, entry.getPath(), depth - 1, found);
            } else if (entry.getPath().getName().equals(METADATA)) {
                take(folder.toString(), found);
            }
        }
    }

    private static void take(String path, List<StateSnapshot> found) {
        try {
            found.add(new StateSnapshot(path, read(path).getCheckpointId(), job(path)));
        } catch (IOException | RuntimeException e) { // a damaged one must not hide the others
            LOG.warn("{} is passed over, its metadata can't be read: {}", path, e.toString());
        }
    }

    private static String job(String path) {
        for (Pattern pattern : List.of(CHECKPOINT, SAVEPOINT)) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return "";
    }
}
