package io.nexus.models.xgboost;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;

/** Tells the formats of XGBoost by their first bytes. */
enum Format {
    JSON,
    UBJSON,
    /** Written up to 1.7. */
    OLD_BINARY;

    /** The old binary format: parameters of a fixed size, then the length and the name of the objective. */
    private static final int OLD_NAME = 144;

    private static final String OLD_MAGIC = "binf";
    private static final int LONGEST_NAME = 40;

    static Format of(byte[] content) throws RefusedException {
        if (content.length == 0) {
            throw new RefusedException(Refusal.NO_MODEL, "the file is empty", "Copy the file again.");
        }
        int first = 0;
        while (first < content.length && Character.isWhitespace(content[first])) {
            first++;
        }
        if (first < content.length && content[first] == '{') {
            boolean isUbj = first + 1 < content.length && "iUIlLN".indexOf(content[first + 1]) >= 0;
            return isUbj ? UBJSON : JSON;
        }
        if (isOld(content, 0) || isOld(content, OLD_MAGIC.length())) {
            return OLD_BINARY;
        }
        throw new RefusedException(
                Refusal.OTHER_FORMAT,
                "the file is neither JSON nor UBJSON of XGBoost",
                "Save the model with xgboost: model.save_model(\"model.json\")");
    }

    private static boolean isOld(byte[] content, int shift) {
        int start = OLD_NAME + shift;
        if (content.length < start + LONGEST_NAME || content.length < start) {
            return false;
        }
        int length = content[start - Long.BYTES] & 0xff;
        String name = new String(content, start, Math.min(length, LONGEST_NAME), StandardCharsets.ISO_8859_1);
        return name.matches("[a-z]+:[a-z]+");
    }
}
