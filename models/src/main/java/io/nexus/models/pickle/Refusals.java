package io.nexus.models.pickle;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Sentences of this package. */
final class Refusals {
    private static final String AGAIN =
            "save the fitted model again with joblib.dump(model, \"model.pkl\") and copy the file in binary mode";
    private static final String MODEL_ONLY =
            "save only the fitted model: joblib.dump(model, \"model.pkl\"), with plain lists and numbers at most";
    static final String ONNX =
            "export the model: from skl2onnx import to_onnx; open(\"model.onnx\",\"wb\").write(to_onnx(model, "
                    + "X[:1].astype(\"float32\"), options={\"zipmap\": False}).SerializeToString())";

    private Refusals() {}

    static RefusedException broken(String reason) {
        return new RefusedException(Refusal.BROKEN, reason, AGAIN);
    }

    static RefusedException inconsistent(String reason) {
        return new RefusedException(Refusal.INCONSISTENT, reason, AGAIN);
    }

    static RefusedException tooLarge(String reason) {
        return new RefusedException(Refusal.TOO_LARGE, reason, MODEL_ONLY);
    }

    static RefusedException outside(String reason) {
        return new RefusedException(Refusal.OUTSIDE_FILE, reason, MODEL_ONLY);
    }

    static RefusedException unsupported(String reason) {
        return new RefusedException(Refusal.UNSUPPORTED, reason, MODEL_ONLY);
    }

    static RefusedException other(String reason, String nextStep) {
        return new RefusedException(Refusal.OTHER_FORMAT, reason, nextStep);
    }

    static RefusedException notAllowed(Global global) {
        String reason =
                "the pickle asks for " + shown(global.toString()) + ", which is no part of a model that is read here";
        boolean isOwn = global.module().startsWith("__main__");
        return new RefusedException(isOwn ? Refusal.UNSUPPORTED : Refusal.CODE, reason, isOwn ? ONNX : MODEL_ONLY);
    }

    /** A text of a file, short and printable. */
    static String shown(String text) {
        int end = Math.min(text.length(), 80);
        return text.substring(0, end).replaceAll("[^\\x20-\\x7e]", "?") + (end < text.length() ? "..." : "");
    }
}
