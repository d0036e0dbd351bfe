package io.nexus.cli.models;

import io.nexus.connectors.connection.Connections;
import io.nexus.job.models.ModelFolder;
import io.nexus.models.folder.ModelLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models answer. */
public final class ModelsOption {
    /** Word for the models that are packaged with the program. */
    private static final String PACKAGED = "packaged";

    @Option(
            names = "--models",
            paramLabel = "DIR|URI",
            description = "Folder of your models, or the word " + PACKAGED
                    + " for those that come with the program, as without this option.")
    @Nullable
    String models;

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "Lock file of that folder (default: " + ModelLock.FILE + " at its top).")
    @Nullable
    Path lock;

    /** Whether the command line names models. */
    public boolean isGiven() {
        return models != null;
    }

    /** The folder that is named.
     *
     * @throws IllegalArgumentException if a lock file is named without a folder, or the folder is not there */
    public ModelFolder folder() {
        if (models == null || models.equals(PACKAGED)) {
            if (lock != null) {
                throw new IllegalArgumentException("--lock needs --models DIR");
            }
            return ModelFolder.PACKAGED;
        }
        return of(models, lock);
    }

    /** A folder with whole paths, so that it is found from anywhere.
     *
     * @throws IllegalArgumentException if it is not there */
    static ModelFolder of(String models, @Nullable Path lock) {
        if (!Connections.isUri(models) && (models.isBlank() || !Files.isDirectory(Path.of(models)))) {
            throw new IllegalArgumentException("--models: there is no folder " + models);
        }
        FlinkFileSystems.ready();
        String name = Connections.isUri(models) ? models : whole(Path.of(models));
        return new ModelFolder(name, lock == null ? "" : whole(lock));
    }

    private static String whole(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
