package io.nexus.models.folder;

import io.nexus.models.serving.ModelFile;
import org.jspecify.annotations.Nullable;

/** One file of a folder as it was inspected.
 *
 * @param file below the folder
 * @param sha256 of its bytes in hex; empty if they could not be read
 * @param roleId of the catalogue; -1 if it has none
 * @param role name of the role, of a further ensemble member its own; empty if it has none
 * @param model what was read; null if it was refused before
 * @param verdict what came of it
 * @param why for people, with values; empty if it serves
 * @param nextStep what its owner does now; empty if nothing */
public record FileReport(
        String file,
        String sha256,
        int roleId,
        String role,
        @Nullable ModelFile model,
        FileVerdict verdict,
        String why,
        String nextStep) {
    /** No role. */
    public static final int NO_ROLE = -1;

    FileReport with(FileVerdict other, String reason, String next) {
        return new FileReport(file, sha256, roleId, role, model, other, reason, next);
    }
}
