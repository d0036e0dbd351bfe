package io.nexus.models.xgboost;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Refusals with the next step that goes with them. */
final class Refusals {
    private static final String SAVE_AGAIN = "Save it again with xgboost: model.save_model(\"model.json\")";

    /** Longest path that still grows. */
    static final int MAX_PATH = 200;

    /** Most characters of a value that a sentence quotes. */
    private static final int SHOWN = 60;

    private Refusals() {}

    /** A value of a file as a sentence may quote it. */
    static String shown(String value) {
        String printable = value.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "'" + printable + "'";
    }

    static RefusedException broken(String reason) {
        return new RefusedException(Refusal.BROKEN, reason, SAVE_AGAIN);
    }

    static RefusedException inconsistent(String reason) {
        return new RefusedException(Refusal.INCONSISTENT, reason, SAVE_AGAIN);
    }

    static RefusedException tooLarge(String reason) {
        return new RefusedException(
                Refusal.TOO_LARGE,
                reason,
                "Train with fewer trees or fewer leaves, or raise the limits of model files.");
    }

    static RefusedException unsupported(String reason, String nextStep) {
        return new RefusedException(Refusal.UNSUPPORTED, reason, nextStep);
    }
}
