package io.nexus.cli.models;

import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.folder.DirectorySource;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.ModelLock;
import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder of models that a command is about. */
final class FolderOption {
    @Option(names = "--models", paramLabel = "DIR", required = true, description = "Folder of the models.")
    Path models = Path.of("");

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "Lock file (default: " + ModelLock.FILE + " at the top of the folder).")
    @Nullable
    Path lock;

    DirectorySource source() {
        if (!Files.isDirectory(models)) {
            throw new IllegalArgumentException("--models: there is no folder " + models);
        }
        return new DirectorySource(models);
    }

    Path lockFile() {
        return lock == null ? models.resolve(ModelLock.FILE) : lock;
    }

    /** The lock as it is; null if the folder is not locked.
     *
     * @throws IllegalArgumentException if the file is none, or if a file was named that is not there */
    @Nullable
    ModelLock readLock() throws IOException {
        Path file = lockFile();
        if (!Files.exists(file)) {
            if (lock != null) {
                throw new IllegalArgumentException("--lock: there is no file " + lock);
            }
            return null;
        }
        return ModelLock.read(Files.readAllBytes(file));
    }

    /** Every file of the folder as it is now, held against the lock if there is one. */
    FolderInspection inspect() throws IOException {
        return FolderInspection.of(source(), ModelCatalog.bundled().entries(), readLock(), Limits.DEFAULT);
    }
}
