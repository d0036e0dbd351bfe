package io.nexus.job.models;

import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.file.WholeFile;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.folder.DirectorySource;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.LockDraft;
import io.nexus.models.folder.ModelLock;
import io.nexus.models.folder.ModelSource;
import io.nexus.models.role.ModelRoles;
import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/** A folder of models and its lock file, as a command line or {@code connections.yaml} names them. Commands lock; a job only reads.
 *
 * @param folder directory, or URI of one of Flink's file systems; empty = the models that are packaged with the program
 * @param lockFile file of this machine; empty = {@value ModelLock#FILE} at the top of the folder */
public record ModelFolder(String folder, String lockFile) {
    /** The models that are packaged with the program. */
    public static final ModelFolder PACKAGED = new ModelFolder("", "");

    private static final long MOST_LOCK_BYTES = 16L << 20;

    public ModelFolder {
        if (folder.isBlank() && !lockFile.isBlank()) {
            throw new ConfigException(
                    "a lock file of models needs a folder of models; the packaged ones have their own");
        }
    }

    /** The folder that {@code connections.yaml} names. */
    public static ModelFolder of(Connections.Models models) {
        return new ModelFolder(models.folder(), models.lockFile());
    }

    public boolean isPackaged() {
        return folder.isBlank();
    }

    /** Where the files come from.
     *
     * @throws ConfigException if there is no such directory */
    public ModelSource source() {
        if (Connections.isUri(folder)) {
            return new FileSystemSource(folder);
        }
        Path directory = Path.of(folder);
        if (!Files.isDirectory(directory)) {
            throw new ConfigException("there is no folder of models " + folder);
        }
        return new DirectorySource(directory);
    }

    /** Where the lock file is or would be, for people. */
    public String lockPlace() {
        return lockFile.isBlank() ? folder + (folder.endsWith("/") ? "" : "/") + ModelLock.FILE : lockFile;
    }

    /** The lock as it is; null if the folder is not locked.
     *
     * @throws ConfigException if it is unreadable, with its place */
    public @Nullable ModelLock readLock() throws IOException {
        byte[] content = lockContent();
        if (content == null) {
            return null;
        }
        try {
            return ModelLock.read(content);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(lockPlace() + ": " + e.getMessage());
        }
    }

    private byte @Nullable [] lockContent() throws IOException {
        if (!lockFile.isBlank()) {
            Path file = Path.of(lockFile);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        }
        ModelSource source = source();
        return source.names().contains(ModelLock.FILE) ? source.read(ModelLock.FILE, MOST_LOCK_BYTES) : null;
    }

    /** Every file as it is now, held against a lock. */
    public FolderInspection inspect(@Nullable ModelLock lock) throws IOException {
        return FolderInspection.of(source(), ModelRoles.all(), lock, Limits.DEFAULT);
    }

    /** Writes down what every file is now, in the place of the lock that there may be. Refused files are not locked.
     *
     * @param inspection of this folder, without a lock
     * @return how many files are locked
     * @throws IOException if the lock file can't be written, with the way out */
    public int lock(FolderInspection inspection) throws IOException {
        ModelLock lock = LockDraft.of(inspection, source(), Limits.DEFAULT);
        try {
            write(lock.toBytes());
        } catch (IOException e) {
            throw new IOException(
                    "the lock file " + lockPlace() + " can't be written: " + e.getMessage()
                            + (lockFile.isBlank() ? "; name another with --lock FILE" : ""),
                    e);
        }
        return lock.files().size();
    }

    private void write(byte[] content) throws IOException {
        if (lockFile.isBlank() && Connections.isUri(folder)) {
            var file = new org.apache.flink.core.fs.Path(lockPlace());
            try (OutputStream out = FileSystemSource.system(file).create(file, FileSystem.WriteMode.OVERWRITE)) {
                out.write(content);
            }
        } else {
            WholeFile.replace(Path.of(lockPlace()), content);
        }
    }

    /** Who answers in each role.
     *
     * @throws ConfigException if the folder is not locked */
    public ModelCatalog catalog() throws IOException {
        if (isPackaged()) {
            return ModelCatalog.packaged();
        }
        ModelLock lock = readLock();
        if (lock == null) {
            throw new ConfigException("the folder of models " + folder + " is not locked: there is no " + lockPlace()
                    + "; look at it with nexus models doctor, then write it with nexus models lock");
        }
        return ModelCatalog.of(inspect(lock));
    }
}
