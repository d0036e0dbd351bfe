package io.nexus.cli.models;

import io.nexus.job.models.ModelFolder;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.ModelLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder of models that a command is about. */
final class FolderOption {
    @Option(
            names = "--models",
            paramLabel = "DIR|URI",
            required = true,
            description = "Folder of the models, or URI of one in a file system that Flink has.")
    String models = "";

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "Lock file (default: " + ModelLock.FILE + " at the top of the folder).")
    @Nullable
    Path lock;

    /** The folder, which is there. */
    ModelFolder folder() {
        return ModelsOption.of(models, lock);
    }

    /** The lock as it is; null if the folder is not locked.
     *
     * @throws IllegalArgumentException if the file is none, or if a file was named that is not there */
    @Nullable
    ModelLock readLock() throws IOException {
        if (lock != null && !Files.exists(lock)) {
            throw new IllegalArgumentException("--lock: there is no file " + lock);
        }
        return folder().readLock();
    }

    /** Every file of the folder as it is now, held against the lock if there is one. */
    FolderInspection inspect() throws IOException {
        return folder().inspect(readLock());
    }
}
