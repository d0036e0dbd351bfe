package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shape of an input for one row.
 *
 * @param tensor with the batch
 * @param row without it */
record InputShape(List<Long> tensor, List<Integer> row) {
    private static final long MAX_SIZE = 1 << 17;

    /** Fixes the batch to one row, and finds a width that the file leaves open from the weights that read it. */
    static InputShape of(ValueDef input, OnnxModel.Body graph, List<String> notes) throws RefusedException {
        if (ElementType.bytes(input.type()) == 0) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The input " + input.name() + " takes "
                            + (input.type() == ElementType.STRING ? "texts" : "elements of type " + input.type())
                            + ", not numbers.",
                    "Export the model with float inputs; encode texts before it.");
        }
        List<Long> dims = input.dims();
        if (dims == null) {
            throw open(input, "no shape");
        }
        boolean hasBatch = !dims.isEmpty() && (dims.get(0) < 0 || (dims.size() > 1 && dims.get(0) == 1));
        List<Long> tensor = new ArrayList<>();
        long count = 1;
        for (int i = 0; i < dims.size(); i++) {
            long size = i == 0 && hasBatch ? 1 : dims.get(i);
            size = size < 0 && i == dims.size() - 1 ? width(input, graph, notes) : size;
            count = size > MAX_SIZE ? count : count * size;
            if (size < 0) {
                throw open(input, "the shape " + dims);
            }
            if (size > MAX_SIZE || count > MAX_SIZE) {
                throw new RefusedException(
                        Refusal.TOO_LARGE,
                        "The input " + input.name() + " of shape " + dims + " takes more than " + MAX_SIZE
                                + " values a row.",
                        "Export a model of fewer features or steps.");
            }
            tensor.add(size);
        }
        if (!hasBatch && dims.size() > 1) {
            notes.add(
                    "The input " + input.name() + " takes " + dims + " at once: its first size is fixed and no batch.");
        }
        List<Integer> row =
                tensor.stream().skip(hasBatch ? 1 : 0).map(Math::toIntExact).toList();
        return new InputShape(tensor, row);
    }

    private static RefusedException open(ValueDef input, String what) {
        return new RefusedException(
                Refusal.INCONSISTENT,
                "The input " + input.name() + " has " + what + ", so the width of a row is not known.",
                "python -m onnxruntime.tools.make_dynamic_shape_fixed --input_name " + input.name()
                        + " --input_shape 1,<features> model.onnx fixed.onnx");
    }

    private static long width(ValueDef input, OnnxModel.Body graph, List<String> notes) {
        Map<String, TensorDef> constants = graph.constants().stream()
                .collect(Collectors.toMap(TensorDef::name, Function.identity(), (first, second) -> first));
        for (NodeDef node : graph.nodes()) {
            if (node.input(0).equals(input.name())) {
                MlCheck.Width width = MlCheck.width(node);
                long rows = rows(node, constants);
                if (width != null || rows > 0) {
                    long found = width == null ? rows : width.values();
                    notes.add("The file leaves the width of the input " + input.name() + " open; " + node.operator()
                            + " reads " + (width == null || width.isExact() ? "" : "at least ") + found + " values.");
                    return found;
                }
            }
        }
        return ValueDef.OPEN;
    }

    private static long rows(NodeDef node, Map<String, TensorDef> constants) {
        TensorDef weights = constants.get(node.input(1));
        if (weights == null || weights.dims().size() != 2) {
            return 0;
        }
        return switch (node.operator()) {
            case "MatMul" -> weights.dims().get(0);
            case "Gemm", "FusedGemm" -> weights.dims().get(node.integer("transB", 0) == 0 ? 0 : 1);
            default -> 0;
        };
    }
}
