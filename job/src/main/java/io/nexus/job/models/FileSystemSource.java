package io.nexus.job.models;

import io.nexus.models.folder.ModelSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** A folder of models in one of Flink's file systems: {@code file:}, or what the cluster has a plugin for, e.g. {@code s3:}.
 *
 * @param uri of the folder, with its scheme */
record FileSystemSource(String uri) implements ModelSource {
    private static final int DEPTH = 4;

    @Override
    public String place() {
        return uri;
    }

    @Override
    public List<String> names() throws IOException {
        Path root = new Path(uri);
        FileSystem system = system(root);
        if (!system.exists(root) || !system.getFileStatus(root).isDir()) {
            throw new FileNotFoundException("no folder of models: " + uri);
        }
        List<String> names = new ArrayList<>();
        collect(system, root, "", DEPTH, names);
        return names.stream().sorted().toList();
    }

    static FileSystem system(Path path) throws IOException {
        try {
            return path.getFileSystem();
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new IOException(
                    "Flink has no file system here for " + path
                            + ": its plugin belongs into the plugins folder of the cluster, and "
                            + "FLINK_PLUGINS_DIR names that folder where commands run",
                    e);
        }
    }

    private static void collect(FileSystem system, Path folder, String prefix, int depth, List<String> names)
            throws IOException {
        FileStatus[] inside = system.listStatus(folder);
        if (inside == null) {
            throw new FileNotFoundException("it can't be listed: " + folder);
        }
        for (FileStatus status : inside) {
            String name = status.getPath().getName();
            if (name.startsWith(".")) {
                continue;
            }
            if (!status.isDir()) {
                names.add(prefix + name);
            } else if (depth > 1) {
                collect(system, status.getPath(), prefix + name + "/", depth - 1, names);
            }
        }
    }

    @Override
    public byte[] read(String name, long mostBytes) throws IOException {
        Path file = new Path(new Path(uri), name);
        FileSystem system = system(file);
        long bytes = system.getFileStatus(file).getLen();
        if (bytes > mostBytes) {
            throw new FileTooLargeException(name, bytes, mostBytes);
        }
        try (FSDataInputStream in = system.open(file)) {
            return in.readAllBytes();
        }
    }
}
