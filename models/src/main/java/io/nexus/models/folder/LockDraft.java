package io.nexus.models.folder;

import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes the lock of a folder as it is now. */
public final class LockDraft {
    private static final String FEATURES = ".features.txt";

    private LockDraft() {}

    /** Everything that can be read, in its role.
     *
     * @throws IOException if a file of features can't be read */
    public static ModelLock of(FolderInspection inspection, ModelSource source, Limits limits) throws IOException {
        Set<String> names = Set.copyOf(source.names());
        List<ModelLock.Locked> locked = new ArrayList<>();
        for (FileReport report : inspection.reports()) {
            if (report.model() == null) {
                continue;
            }
            String features = features(report.file(), names);
            String binding = features.isEmpty() ? "" : Sha256.of(source.read(features, limits.fileBytes()));
            locked.add(new ModelLock.Locked(
                    report.file(),
                    report.roleId(),
                    report.role(),
                    Objects.requireNonNull(report.model()).kind(),
                    report.model().writer(),
                    report.sha256(),
                    binding));
        }
        return new ModelLock(ModelLock.SCHEMA_VERSION, locked);
    }

    /** The file beside a model that gives the order of its features: under its whole name or without its ending; empty if there is none. */
    private static String features(String file, Set<String> names) {
        int dot = file.lastIndexOf('.');
        String bare = dot > file.lastIndexOf('/') ? file.substring(0, dot) : file;
        if (names.contains(file + FEATURES)) {
            return file + FEATURES;
        }
        return names.contains(bare + FEATURES) ? bare + FEATURES : "";
    }
}
