package io.nexus.models.keras;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is, by its first bytes. */
enum FileKind {
    ARCHIVE,
    HDF5;

    private static final byte[] HDF5_MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};
    private static final int START = 64;

    /** Recognises a file.
     *
     * @throws RefusedException if it is no Keras file, saying what it looks like */
    static FileKind of(byte[] content) throws RefusedException {
        if (startsWith(content, HDF5_MAGIC)) {
            return HDF5;
        }
        if (startsWith(content, ZIP_MAGIC)) {
            return ARCHIVE;
        }
        String start = new String(content, 0, Math.min(content.length, START), StandardCharsets.ISO_8859_1);
        String plain = start.strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty()) {
            throw new RefusedException(Refusal.NO_MODEL, "the file is empty", "copy the file again");
        }
        if (plain.startsWith("version https://git-lfs")) {
            throw new RefusedException(
                    Refusal.NO_MODEL,
                    "this is a Git LFS pointer, not the model",
                    "git lfs pull, then copy the file again");
        }
        if (plain.startsWith("<")) {
            throw new RefusedException(
                    Refusal.NO_MODEL,
                    "this is a web page, not a model: a download that failed",
                    "download the file again");
        }
        throw new RefusedException(
                Refusal.OTHER_FORMAT,
                "the file starts with " + Reasons.quoted(start.substring(0, Math.min(8, start.length())))
                        + ", it is neither HDF5 nor a .keras archive",
                Reasons.SAVE_AGAIN);
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= content.length || content[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
