package io.nexus.models.onnx;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bounds on what a graph may ask for, from the shapes of its values alone. */
final class Bounds {
    /** Multiplications that one row may take: about half a second. */
    private static final long MAX_WORK = 2_000_000_000L;

    private final Prepared prepared;
    private final Shapes shapes;
    private final Limits limits;
    private final Map<String, TensorDef> constants = new HashMap<>();

    Bounds(Prepared prepared, Shapes shapes, Limits limits) {
        this.prepared = prepared;
        this.shapes = shapes;
        this.limits = limits;
        prepared.model().graph().constants().forEach(constant -> constants.put(constant.name(), constant));
    }

    /** Checks nodes whose values all have a known shape. */
    void check(List<NodeDef> nodes) throws RefusedException {
        long bytes = 0;
        long work = 0;
        for (NodeDef node : nodes) {
            long out = 0;
            for (String output : node.outputs()) {
                long count = output.isEmpty() ? 0 : shapes.count(output);
                out += count;
                bytes += count * ElementType.bytes(shapes.type(output));
            }
            work += work(node, out);
            if (bytes > limits.nativeBytes()) {
                throw tooLarge(node, bytes + " bytes", limits.nativeBytes());
            }
            if (work > MAX_WORK || work < 0) {
                throw tooLarge(node, work + " multiplications", MAX_WORK);
            }
        }
    }

    /** Checks nodes that are about to run: they read rows of the right width and divide by nothing that may be zero. */
    void checkReady(List<NodeDef> nodes) throws RefusedException {
        for (NodeDef node : nodes) {
            division(node);
            width(node);
        }
    }

    private RefusedException tooLarge(NodeDef node, String what, long allowed) {
        return new RefusedException(
                Refusal.TOO_LARGE,
                "Up to the operator " + node.fullName() + ", which writes " + prepared.original(node.output())
                        + " of shape " + shapes.dims(node.output()) + ", one row takes " + what + ", more than "
                        + allowed + ".",
                "Export a smaller model, or one that takes one row at a time.");
    }

    private long work(NodeDef node, long out) {
        String first = node.input(0);
        String second = node.input(1);
        long in = node.inputs().stream()
                .filter(name -> !name.isEmpty())
                .mapToLong(shapes::count)
                .sum();
        return switch (node.operator()) {
            case "MatMul",
                    "Gemm",
                    "FusedGemm",
                    "FusedMatMul",
                    "TransposeMatMul",
                    "MatMulInteger",
                    "MatMulIntegerToFloat",
                    "DynamicQuantizeMatMul",
                    "QLinearMatMul",
                    "QGemm" -> times(out, largest(first));
            case "Conv", "FusedConv", "ConvInteger" -> times(out, perOutput(second));
            case "QLinearConv" -> times(out, perOutput(node.input(3)));
            case "ConvTranspose" -> times(shapes.count(first), perOutput(second));
            case "Einsum" -> einsum(node);
            case "Attention", "MultiHeadAttention", "QAttention" -> times(
                    in + out, Math.max(largest(first), largest(second)));
            case "LSTM", "GRU", "RNN", "DynamicQuantizeLSTM" -> times(
                    first(first), shapes.count(second) + shapes.count(node.input(2)));
            case "AveragePool", "MaxPool" -> times(out, product(node.ints("kernel_shape")));
            case "SVMClassifier", "SVMRegressor" -> node.floats("support_vectors").length + in;
            case "TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble" -> node.ints("nodes_featureids")
                    .length;
            default -> in + out;
        };
    }

    private long perOutput(String weights) {
        return shapes.count(weights) / Math.max(1, first(weights));
    }

    /** Every letter of the equation is one loop. */
    private long einsum(NodeDef node) {
        String equation = node.text("equation", "");
        Map<Character, Long> sizes = new HashMap<>();
        int arrow = equation.indexOf("->");
        String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        long dots = 1;
        for (int i = 0; i < terms.length && i < node.inputs().size(); i++) {
            String letters = terms[i].replace(" ", "");
            List<Long> dims = shapes.dims(node.input(i));
            if (letters.contains("...")) {
                dots = times(dots, shapes.count(node.input(i)));
            } else {
                for (int at = 0; at < letters.length() && at < dims.size(); at++) {
                    sizes.merge(letters.charAt(at), dims.get(at), Math::max);
                }
            }
        }
        return times(
                dots, product(sizes.values().stream().mapToLong(Long::longValue).toArray()));
    }

    private long largest(String name) {
        return shapes.dims(name).stream().mapToLong(Long::longValue).max().orElse(1);
    }

    private long first(String name) {
        List<Long> dims = shapes.dims(name);
        return dims.isEmpty() ? 1 : dims.get(0);
    }

    private static long product(long[] sizes) {
        long product = 1;
        for (long size : sizes) {
            product = times(product, size);
        }
        return product;
    }

    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        return high != 0 || a * b < 0 ? MAX_WORK + 1 : Math.min(a * b, MAX_WORK + 1);
    }

    /** The processor stops the whole process where whole numbers are divided by zero. */
    private void division(NodeDef node) throws RefusedException {
        boolean divides = node.is("", "Div") || node.is("", "Mod");
        if (divides && ElementType.isInteger(shapes.type(node.output()))) {
            TensorDef divisor = constants.get(node.input(1));
            boolean isSafe = divisor != null
                    && divisor.isIndex()
                    && Arrays.stream(divisor.longs()).allMatch(number -> number > 0);
            if (!isSafe) {
                throw new RefusedException(
                        Refusal.UNSUPPORTED,
                        "The operator " + node.fullName() + " divides whole numbers by "
                                + prepared.original(node.input(1)) + ", which may be zero.",
                        "Export the model so that it divides floats.");
            }
        }
    }

    private void width(NodeDef node) throws RefusedException {
        MlCheck.Width width = MlCheck.width(node);
        if (width == null) {
            return;
        }
        long there = shapes.last(node.input(0));
        boolean fits = width.isExact() ? there == width.values() : there >= width.values();
        if (!fits) {
            throw MlCheck.disagree(node, width.values() + " features but its rows have " + there);
        }
    }
}
