package io.nexus.models.sklearn;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Sentences of this package. */
final class Refusals {
    static final String ONNX =
            "export the model: from skl2onnx import to_onnx; open(\"model.onnx\",\"wb\").write(to_onnx(model, "
                    + "X[:1].astype(\"float32\"), options={\"zipmap\": False}).SerializeToString())";
    private static final String AGAIN = "save the fitted model again with joblib.dump(model, \"model.pkl\")";

    private Refusals() {}

    static RefusedException inconsistent(String reason) {
        return new RefusedException(Refusal.INCONSISTENT, reason, AGAIN);
    }

    static RefusedException unsupported(String reason) {
        return new RefusedException(Refusal.UNSUPPORTED, reason, ONNX);
    }

    static RefusedException tooLarge(String reason) {
        return new RefusedException(Refusal.TOO_LARGE, reason, AGAIN);
    }

    static RefusedException noModel(String reason) {
        return new RefusedException(Refusal.NO_MODEL, reason, AGAIN);
    }

    static RefusedException unsupportedMany(int count, String first, String second) {
        return new RefusedException(
                Refusal.UNSUPPORTED,
                "the pickle holds " + count + " models, " + shown(first) + " and " + shown(second) + " among them",
                "save each model in a file of its own: joblib.dump(model, \"model.pkl\")");
    }

    /** A text of a file, short and printable. */
    static String shown(String text) {
        int end = Math.min(text.length(), 80);
        return text.substring(0, end).replaceAll("[^\\x20-\\x7e]", "?") + (end < text.length() ? "..." : "");
    }
}
