package io.nexus.models.keras;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of Keras that wrote a file. */
record KerasVersion(int major, int minor, String text) {
    /** The newest version whose files are tested. */
    static final KerasVersion NEWEST = new KerasVersion(3, 15, "3.15");

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})[\\w.+-]{0,40}");
    private static final int WITH_ONNX_EXPORT = 8;

    /** Reads a version.
     *
     * @throws RefusedException if it is none, older than 2 or newer than 3 */
    static KerasVersion of(String text) throws RefusedException {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new RefusedException(
                    Refusal.BROKEN, "keras_version is " + Reasons.quoted(text), "save the model again");
        }
        KerasVersion version =
                new KerasVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text);
        if (version.major < 2) {
            throw tooOld("keras " + text);
        }
        if (version.major > NEWEST.major) {
            throw new RefusedException(
                    Refusal.TOO_NEW,
                    "keras " + text + " wrote this file, the newest tested is " + NEWEST.text,
                    "model.export(\"model.onnx\", format=\"onnx\")");
        }
        return version;
    }

    static RefusedException tooOld(String writer) {
        return new RefusedException(
                Refusal.TOO_OLD,
                writer + " wrote this file, Keras 2 and 3 are read",
                "build the same model in Keras 2, model.load_weights(\"model.h5\") and model.save(\"model.h5\")");
    }

    /** For a file that does not say its version. */
    static KerasVersion unknown() {
        return new KerasVersion(2, 0, "of unknown version");
    }

    boolean isKnown() {
        return !equals(unknown());
    }

    boolean isThree() {
        return major == NEWEST.major;
    }

    boolean isNewerThanTested() {
        return isThree() && minor > NEWEST.minor;
    }

    /** A line of Python that makes an ONNX file of a model of this version. */
    String exportLine() {
        if (isThree() && minor >= WITH_ONNX_EXPORT) {
            return "model.export(\"model.onnx\", format=\"onnx\")";
        }
        if (isThree()) {
            return "pip install -U keras, then "
                    + "keras.saving.load_model(\"model.keras\").export(\"model.onnx\", format=\"onnx\")";
        }
        return "import tf2onnx; tf2onnx.convert.from_keras(model, output_path=\"model.onnx\")";
    }
}
