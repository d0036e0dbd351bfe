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
 * @param nextStep what its owner does now; empty if nothing
 * @param provenance what its owner says of it */
public record FileReport(
        String file,
        String sha256,
        int roleId,
        String role,
        @Nullable ModelFile model,
        FileVerdict verdict,
        String why,
        String nextStep,
        Provenance provenance) {
    /** No role. */
    public static final int NO_ROLE = -1;

    private static final int VERSION_CHARACTERS = 12;

    /** A file that is read.
     *
     * @param roleId -1 if it has none */
    static FileReport served(
            String file, String sha256, int roleId, String role, ModelFile model, Provenance provenance) {
        return new FileReport(file, sha256, roleId, role, model, FileVerdict.SERVES, "", "", provenance);
    }

    /** A file that is not.
     *
     * @param sha256 empty if its bytes could not be read
     * @param roleId -1 if it has none */
    static FileReport refused(String file, String sha256, int roleId, String role, String why, String nextStep) {
        return new FileReport(file, sha256, roleId, role, null, FileVerdict.REFUSED, why, nextStep, Provenance.NONE);
    }

    FileReport with(FileVerdict other, String reason, String next) {
        return new FileReport(file, sha256, roleId, role, model, other, reason, next, provenance);
    }

    /** Memory outside the heap that each model opened from it holds; 0 if it is not read. */
    public long nativeBytes() {
        return model == null ? 0 : model.image().nativeBytes();
    }

    /** By which decisions name it: what its owner says, else the first characters of its SHA-256. */
    public String version() {
        return provenance.version().isEmpty()
                ? sha256.substring(0, Math.min(VERSION_CHARACTERS, sha256.length()))
                : provenance.version();
    }
}
