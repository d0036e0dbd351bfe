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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a model file of any format. What it is, its content says; its name must not say something else. */
public final class ModelReader {
    private static final String ONNX_FROM_TORCH =
            "torch.onnx.export(model, torch.zeros(1, width), \"model.onnx\", input_names=[\"x\"], dynamic_axes={\"x\": {0: \"batch\"}})";

    /** What an ending promises; an ending that is not here promises nothing. */
    private static final Map<String, Set<FileKind>> KINDS_BY_ENDING = Map.ofEntries(
            Map.entry("onnx", Set.of(FileKind.ONNX)),
            Map.entry("pkl", Set.of(FileKind.PICKLE)),
            Map.entry("pickle", Set.of(FileKind.PICKLE)),
            Map.entry("joblib", Set.of(FileKind.PICKLE)),
            Map.entry("json", Set.of(FileKind.XGBOOST_JSON)),
            Map.entry("ubj", Set.of(FileKind.XGBOOST_UBJSON)),
            Map.entry("txt", Set.of(FileKind.LIGHTGBM_TEXT)),
            Map.entry("h5", Set.of(FileKind.HDF5)),
            Map.entry("hdf5", Set.of(FileKind.HDF5)),
            Map.entry("keras", Set.of(FileKind.ZIP, FileKind.HDF5)));

    private static final Map<FileKind, String> ENDING_BY_KIND = Map.of(
            FileKind.ONNX, "onnx",
            FileKind.PICKLE, "pkl",
            FileKind.XGBOOST_JSON, "json",
            FileKind.XGBOOST_UBJSON, "ubj",
            FileKind.LIGHTGBM_TEXT, "txt",
            FileKind.HDF5, "h5");

    private ModelReader() {}

    /** A model file, read and checked.
     *
     * @param name of the file: one that says another format than its content is refused, for one of the two is a mistake
     * @throws RefusedException with the reason and the next step; nothing else */
    public static ModelFile read(String name, byte[] content, Limits limits) throws RefusedException {
        return read(name, content, limits, 0);
    }

    /** The same; a size that a net leaves open, e.g. its number of steps, is settled by how many values a row has.
     *
     * @param rowWidth 0 if it is not known */
    static ModelFile read(String name, byte[] content, Limits limits, int rowWidth) throws RefusedException {
        FileKind kind = FileKind.of(content);
        requireFittingName(name, kind);
        return switch (kind) {
            case ONNX -> OnnxFile.read(content, limits, rowWidth);
            case PICKLE -> PickleFile.read(content, limits);
            case XGBOOST_JSON, XGBOOST_UBJSON, XGBOOST_BINARY -> XgboostFile.read(content, limits);
            case LIGHTGBM_TEXT -> LightgbmFile.read(content, limits);
            case HDF5 -> KerasFile.read(content, limits, rowWidth);
            case ZIP -> zip(content, limits, rowWidth);
            case EMPTY, WEB_PAGE, GIT_LFS_POINTER -> throw noModel(kind);
            case CATBOOST, TFLITE, UNKNOWN -> throw otherFormat(kind);
        };
    }

    private static void requireFittingName(String name, FileKind kind) throws RefusedException {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Set<FileKind> fitting = KINDS_BY_ENDING.getOrDefault(ending, Set.of());
        boolean isModel = ENDING_BY_KIND.containsKey(kind);
        if (isModel && !fitting.isEmpty() && !fitting.contains(kind)) {
            String stem = name.substring(name.lastIndexOf('/') + 1, name.length() - ending.length());
            throw new RefusedException(
                    Refusal.INCONSISTENT,
                    "its content is " + kind.meaning() + ", its name says ." + ending,
                    "if that is what it should be, rename it to " + stem + ENDING_BY_KIND.get(kind));
        }
    }

    private static ModelFile zip(byte[] content, Limits limits, int rowWidth) throws RefusedException {
        if (ZipNames.of(content).stream()
                .anyMatch(name -> name.endsWith("data.pkl") || name.endsWith("constants.pkl"))) {
            throw new RefusedException(
                    Refusal.OTHER_FORMAT,
                    "this is a PyTorch archive: it needs PyTorch and the class of the net",
                    ONNX_FROM_TORCH);
        }
        return KerasFile.read(content, limits, rowWidth);
    }

    private static RefusedException noModel(FileKind kind) {
        String next =
                kind == FileKind.GIT_LFS_POINTER ? "git lfs pull" : "copy the file again from where it was trained";
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
