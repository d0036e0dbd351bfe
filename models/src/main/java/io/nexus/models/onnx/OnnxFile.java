package io.nexus.models.onnx;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads ONNX files. The file is read and checked here first; ONNX Runtime sees a graph that was written anew from what was
 * read, with known operators, sizes and work. Its native library is loaded by the first file that comes so far. */
public final class OnnxFile {
    /** From some 20,000 products on, ONNX Runtime takes less time; it leaves 480 bytes of garbage a row, the net none. */
    private static final long MAX_PRODUCTS = 1 << 15;

    private static final int HEAD = 64;
    private static final int SHOWN_OPERATORS = 6;
    private static final String DOWNLOAD_AGAIN = "Download the file again and compare its size with the original's.";

    private OnnxFile() {}

    /** The model in a file.
     *
     * @param content all bytes of the file; not kept
     * @throws RefusedException if it is no ONNX model, is not served, or does not answer trial rows with finite numbers */
    public static ModelFile read(byte[] content, Limits limits) throws RefusedException {
        return read(content, limits, 0);
    }

    /** The same; a size that the file leaves open is settled by how many values a row has.
     *
     * @param rowWidth 0 if it is not known */
    public static ModelFile read(byte[] content, Limits limits, int rowWidth) throws RefusedException {
        recognise(content, limits);
        if (AggregatorImage.isFileOf(content)) {
            return AggregatorImage.file();
        }
        List<String> notes = new ArrayList<>();
        OnnxModel closed = OpenAxis.closed(ModelReader.read(content, limits), rowWidth, notes);
        OnnxModel model = Inlining.inlined(closed, limits);
        GraphCheck.check(model.graph());
        Prepared prepared = GraphRewrite.prepare(Versions.readable(model, notes), notes);
        try {
            ShapeProbe.Probed probed = ShapeProbe.probe(prepared, limits);
            OrtImage image = Finish.image(probed, notes);
            ModelImage served = image;
            try (OrtModel trial = image.open()) {
                new DryRun(probed.prepared(), limits).check(trial);
                served = fastest(probed, image, trial, notes);
            }
            return new ModelFile(kind(model), model.producer(), List.of(), notes, served);
        } catch (LinkageError e) {
            throw new RefusedException(
                    Refusal.NATIVE,
                    "ONNX Runtime cannot be loaded: " + e.getMessage() + ".",
                    "Put onnxruntime-1.28.0.jar on the class path, or into the lib folder of the cluster.");
        }
    }

    /** Our own evaluation if the graph is a plain net or forest and both agree, else ONNX Runtime's. */
    private static ModelImage fastest(ShapeProbe.Probed probed, OrtImage image, OrtModel trial, List<String> notes)
            throws RefusedException {
        OnnxModel.Body graph = probed.prepared().model().graph();
        ForestImage forest = ForestCompiler.compile(probed, image.signature());
        if (forest != null) {
            float[][] cuts = ForestCompiler.cuts(graph, image.signature().inputWidth());
            return agreed(forest, image, new Parity(forest.open(), trial, cuts), notes);
        }
        Net net = NetCompiler.compile(probed, image.signature());
        if (net == null || net.products() > MAX_PRODUCTS) {
            notes.add("Served by ONNX Runtime" + (net == null ? "." : ", which is faster for a net as wide as this."));
            return image;
        }
        return agreed(net, image, new Parity(net.open(), trial, new float[0][]), notes);
    }

    private static ModelImage agreed(ModelImage ours, OrtImage theirs, Parity parity, List<String> notes) {
        boolean isSame = parity.holds();
        notes.add((isSame ? "Served by the Java evaluator" : "Served by ONNX Runtime, the Java evaluator differs")
                + "; largest relative difference between the two on trial rows " + parity.worst() + ".");
        return isSame ? ours : theirs;
    }

    private static void recognise(byte[] content, Limits limits) throws RefusedException {
        if (content.length == 0) {
            throw new RefusedException(Refusal.NO_MODEL, "The file is empty.", DOWNLOAD_AGAIN);
        }
        if (content.length > limits.fileBytes()) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The file has " + content.length + " bytes, more than " + limits.fileBytes() + ".",
                    "Export a smaller model.");
        }
        String head = new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("version https://git-lfs")) {
            throw new RefusedException(
                    Refusal.NO_MODEL, "The file is a Git LFS pointer, not the model it points to.", "git lfs pull");
        }
        if (head.stripLeading().startsWith("<")) {
            throw new RefusedException(
                    Refusal.NO_MODEL,
                    "The file is a web page, not a model: it starts with "
                            + head.strip().lines().findFirst().orElse(""),
                    DOWNLOAD_AGAIN);
        }
    }

    private static String kind(OnnxModel model) {
        List<String> operators =
                model.graph().nodes().stream().map(NodeDef::fullName).distinct().toList();
        String shown = operators.stream().limit(SHOWN_OPERATORS).collect(Collectors.joining(" "));
        return "ONNX, opset " + model.opset("") + ", " + model.graph().nodes().size() + " operators: " + shown
                + (operators.size() > SHOWN_OPERATORS ? " ..." : "");
    }
}
