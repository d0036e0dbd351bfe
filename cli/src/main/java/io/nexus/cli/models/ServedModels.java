package io.nexus.cli.models;

import io.nexus.job.models.ModelFolder;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.folder.FileReport;
import io.nexus.models.folder.FileVerdict;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.ModelLock;
import java.io.IOException;
import java.util.function.Consumer;

/** What a command does before a job may ask a folder's models: lock it if it never was, and say what is not served and why. */
public final class ServedModels {
    private ServedModels() {}

    /** Who answers in each role.
     *
     * @param log takes lines for people
     * @throws IOException if the folder can't be read, or its first lock can't be written */
    public static ModelCatalog of(ModelFolder folder, Consumer<String> log) throws IOException {
        if (folder.isPackaged()) {
            return ModelCatalog.packaged();
        }
        FlinkFileSystems.ready();
        ModelLock lock = folder.readLock();
        FolderInspection inspection = folder.inspect(lock);
        if (lock == null) {
            log.accept("models: " + folder.lock(inspection) + " files locked in " + folder.lockPlace()
                    + "; one that changes is refused until nexus models lock");
        }
        log.accept("models: " + FileView.sum(inspection));
        inspection.reports().stream().filter(ServedModels::isToldOf).forEach(report -> log.accept(line(report)));
        inspection.missing().forEach(file -> log.accept("models: " + file + ": MISSING, it is locked but not there"));
        return ModelCatalog.of(inspection);
    }

    private static boolean isToldOf(FileReport report) {
        return switch (report.verdict()) {
            case REFUSED, CHANGED, NOT_LOCKED -> true;
            case SERVES, NEEDS_BINDING, NO_ROLE -> false;
        };
    }

    private static String line(FileReport report) {
        String why = report.verdict() == FileVerdict.NOT_LOCKED ? "" : ": " + report.why();
        return "models: " + report.file() + ": " + report.verdict() + why + "; next: " + report.nextStep();
    }
}
