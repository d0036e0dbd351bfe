package io.nexus.models.folder;

import io.nexus.models.keras.KerasFile;
import io.nexus.models.lightgbm.LightgbmFile;
import io.nexus.models.onnx.OnnxFile;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.sklearn.PickleFile;
import io.nexus.models.xgboost.XgboostFile;

/** Reads a model file of any format; what it is decides its content, never its name. */
public final class ModelReader {
    private static final String ONNX_FROM_TORCH =
            "torch.onnx.export(model, torch.zeros(1, width), \"model.onnx\", input_names=[\"x\"], dynamic_axes={\"x\": {0: \"batch\"}})";

    private ModelReader() {}

    /** A model file, read and checked.
     *
     * @throws RefusedException with the reason and the next step; nothing else */
    public static ModelFile read(byte[] content, Limits limits) throws RefusedException {
        FileKind kind = FileKind.of(content);
        return switch (kind) {
            case ONNX -> OnnxFile.read(content, limits);
            case PICKLE -> PickleFile.read(content, limits);
            case XGBOOST_JSON, XGBOOST_UBJSON, XGBOOST_BINARY -> XgboostFile.read(content, limits);
            case LIGHTGBM_TEXT -> LightgbmFile.read(content, limits);
            case HDF5 -> KerasFile.read(content, limits);
            case ZIP -> zip(content, limits);
            case EMPTY, WEB_PAGE, GIT_LFS_POINTER -> throw noModel(kind);
            case CATBOOST, TFLITE, UNKNOWN -> throw otherFormat(kind);
        };
    }

    private static ModelFile zip(byte[] content, Limits limits) throws RefusedException {
        if (ZipNames.of(content).stream().anyMatch(name -> name.endsWith("data.pkl") || name.endsWith("constants.pkl"))) {
            throw new RefusedException(
                    Refusal.OTHER_FORMAT, "this is a PyTorch archive: it needs PyTorch and the class of the net", ONNX_FROM_TORCH);
        }
        return KerasFile.read(content, limits);
    }

    private static RefusedException noModel(FileKind kind) {
        String next = kind == FileKind.GIT_LFS_POINTER ? "git lfs pull" : "copy the file again from where it was trained";
        return new RefusedException(Refusal.NO_MODEL, "this is " + kind.meaning(), next);
    }

    private static RefusedException otherFormat(FileKind kind) {
        String next =
                switch (kind) {
                    case CATBOOST -> "model.save_model(\"model.onnx\", format=\"onnx\")";
                    case TFLITE -> "python -m tf2onnx.convert --tflite model.tflite --output model.onnx";
                    default -> "export it to ONNX, or save it with its own library as JSON, UBJSON, text, .pkl, .h5 or .keras";
                };
        return new RefusedException(Refusal.OTHER_FORMAT, "this is " + kind.meaning(), next);
    }
}
