package io.nexus.models.keras;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Refusals that several readers give. */
final class Reasons {
    static final String SAVE_AGAIN = "model.save(\"model.keras\")";

    private static final int SHOWN = 80;

    private Reasons() {}

    /** A text of a file in quotes, cut, without control characters. */
    static String quoted(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return "'" + shown.replaceAll("\\p{C}", "?") + "'";
    }

    static RefusedException broken(String reason) {
        return new RefusedException(Refusal.BROKEN, reason, "copy the file again, or " + SAVE_AGAIN);
    }

    static RefusedException inconsistent(String reason) {
        return new RefusedException(Refusal.INCONSISTENT, reason, SAVE_AGAIN);
    }

    static RefusedException tooLarge(String reason) {
        return new RefusedException(
                Refusal.TOO_LARGE,
                reason,
                "serve a smaller model without its optimizer: model.save(\"model.h5\", include_optimizer=False)");
    }
}
