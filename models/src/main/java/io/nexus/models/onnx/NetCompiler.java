package io.nexus.models.onnx;

import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a net of a graph whose values are all one row of floats and whose operators are those of a perceptron. */
final class NetCompiler {
    /** Up to this many outputs a layer is computed output by output. */
    private static final int NARROW = 4;

    private static final float NORM_EPSILON = 1e-5f;
    private static final Map<String, Character> PAIRS =
            Map.of("Add", '+', "Sub", '-', "Mul", '*', "Div", '/', "Min", '<', "Max", '>');

    private final OnnxModel.Body graph;
    private final Shapes shapes;
    private final Map<String, TensorDef> tensors = new HashMap<>();
    private final Map<String, Integer> registers = new HashMap<>();
    private final List<Integer> widths = new ArrayList<>();
    private final Map<Integer, float[]> constants = new HashMap<>();
    private final List<NetStep> steps = new ArrayList<>();

    private NetCompiler(ShapeProbe.Probed probed) {
        graph = probed.prepared().model().graph();
        shapes = probed.shapes();
        graph.constants().forEach(tensor -> tensors.put(tensor.name(), tensor));
    }

    /** The net; null if the graph is another kind of model. */
    static @Nullable Net compile(ShapeProbe.Probed probed, Signature signature) {
        return new NetCompiler(probed).run(signature);
    }

    private @Nullable Net run(Signature signature) {
        for (ValueDef input : graph.inputs()) {
            if (!isRow(input.name())) {
                return null;
            }
            register(input.name());
        }
        for (NodeDef node : graph.nodes()) {
            if (!isServed(node) || node.outputs().size() != 1 || !step(node)) {
                return null;
            }
        }
        int[] outputs = graph.outputs().stream()
                .mapToInt(output -> registers.get(output.name()))
                .toArray();
        return new Net(signature, widths.stream().mapToInt(Integer::intValue).toArray(), constants, steps, outputs);
    }

    /** A row that becomes a column does so at the very end: nothing reads it in another shape. */
    private boolean isServed(NodeDef node) {
        String output = node.output();
        boolean isRead = graph.nodes().stream().anyMatch(other -> other.inputs().contains(output));
        return isRow(output) || (!isRead && node.is("", "Reshape") && shapes.type(output) == ElementType.FLOAT);
    }

    private boolean isRow(String name) {
        List<Long> dims = shapes.dims(name);
        return shapes.type(name) == ElementType.FLOAT && dims.size() == 2 && dims.get(0) == 1 && dims.get(1) > 0;
    }

    private int register(String name) {
        Integer known = registers.get(name);
        return known == null ? fresh(name) : known;
    }

    private int fresh(String name) {
        registers.put(name, widths.size());
        widths.add(Math.toIntExact(shapes.count(name)));
        return widths.size() - 1;
    }

    private boolean step(NodeDef node) {
        if (node.operator().equals("Concat")) {
            return concat(node);
        }
        if (PAIRS.containsKey(node.operator()) && node.inputs().size() == 2) {
            return pair(node);
        }
        Integer in = registers.get(node.input(0));
        if (in == null) {
            return false;
        }
        return switch (node.operator()) {
            case "MatMul", "Gemm", "FusedGemm" -> dense(node, in);
            case "Identity", "Cast", "Reshape", "Flatten" -> copy(node, in);
            case "Softmax" -> softmax(node, in);
            case "BatchNormalization" -> normalise(node, in);
            case "Scaler" -> scale(node, in);
            case "LinearRegressor" -> linear(node, in);
            default -> node.domain().isEmpty() && activate(node.operator(), node, "", in, register(node.output()));
        };
    }

    private boolean activate(String name, NodeDef node, String prefix, int in, int out) {
        Activation activation = Activation.of(name, node, prefix, in, out);
        return activation != null && steps.add(activation);
    }

    private boolean copy(NodeDef node, int in) {
        int out = register(node.output());
        return widths.get(in).equals(widths.get(out)) && steps.add(new NetStep.Copy(in, out, 0));
    }

    private boolean concat(NodeDef node) {
        int out = register(node.output());
        int at = 0;
        for (String input : node.inputs()) {
            Integer in = registers.get(input);
            if (in == null) {
                return false;
            }
            steps.add(new NetStep.Copy(in, out, at));
            at += widths.get(in);
        }
        return at == widths.get(out);
    }

    private boolean softmax(NodeDef node, int in) {
        long axis = node.integer("axis", -1);
        return (axis == 1 || axis == -1) && steps.add(new NetStep.Softmax(in, register(node.output())));
    }

    /** An operation of two rows; a constant becomes a row of its own. */
    private boolean pair(NodeDef node) {
        int width = Math.toIntExact(shapes.last(node.output()));
        int first = operand(node.input(0), width);
        int second = operand(node.input(1), width);
        char operation = PAIRS.getOrDefault(node.operator(), '>');
        return first >= 0
                && second >= 0
                && steps.add(new NetStep.Pairwise(operation, first, second, register(node.output())));
    }

    private int operand(String name, int width) {
        Integer known = registers.get(name);
        if (known != null) {
            return widths.get(known) == width ? known : -1;
        }
        float[] row = spread(tensors.get(name), width);
        if (row == null) {
            return -1;
        }
        widths.add(width);
        constants.put(widths.size() - 1, row);
        return widths.size() - 1;
    }

    private static float @Nullable [] spread(@Nullable TensorDef tensor, int width) {
        if (tensor == null || tensor.type() != ElementType.FLOAT) {
            return null;
        }
        return spread(tensor.floats(), width);
    }

    private static float @Nullable [] spread(float[] values, int width) {
        if (values.length == 1) {
            float[] row = new float[width];
            Arrays.fill(row, values[0]);
            return row;
        }
        return values.length == width ? values : null;
    }

    private boolean dense(NodeDef node, int in) {
        TensorDef weights = tensors.get(node.input(1));
        boolean isPlain = weights != null
                && weights.type() == ElementType.FLOAT
                && weights.dims().size() == 2
                && node.integer("transA", 0) == 0;
        if (!isPlain || weights == null) {
            return false;
        }
        int outputs = Math.toIntExact(shapes.last(node.output()));
        boolean isTurned = node.integer("transB", 0) != 0;
        float[] bias = new float[outputs];
        if (!node.input(2).isEmpty()) {
            float[] given = spread(tensors.get(node.input(2)), outputs);
            if (given == null) {
                return false;
            }
            bias = times(given, node.number("beta", 1));
        }
        float[] scaled = times(weights.floats(), node.number("alpha", 1));
        String fused = node.operator().equals("FusedGemm") ? node.text("activation", "") : "";
        int out = register(node.output());
        layer(in, out, isTurned ? scaled : turned(scaled, outputs), bias);
        return fused.isEmpty() || activate(fused, node, "activation_", out, out);
    }

    private boolean linear(NodeDef node, int in) {
        int outputs = Math.toIntExact(node.integer("targets", 1));
        if (!node.text("post_transform", "NONE").equals("NONE")) {
            return false;
        }
        float[] intercepts = node.floats("intercepts");
        layer(
                in,
                register(node.output()),
                node.floats("coefficients"),
                intercepts.length == outputs ? intercepts : new float[outputs]);
        return true;
    }

    /** @param weights [outputs][inputs] */
    private void layer(int in, int out, float[] weights, float[] bias) {
        int inputs = weights.length / bias.length;
        steps.add(
                bias.length <= NARROW
                        ? new NetStep.Narrow(in, out, weights, bias)
                        : new NetStep.Dense(in, out, turned(weights, inputs), bias));
    }

    private static float[] times(float[] values, float factor) {
        float[] products = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            products[i] = values[i] * factor;
        }
        return products;
    }

    /** Rows become columns.
     *
     * @param columns of the matrix that is given */
    private static float[] turned(float[] matrix, int columns) {
        int rows = matrix.length / columns;
        float[] turned = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = matrix[row * columns + column];
            }
        }
        return turned;
    }

    private boolean normalise(NodeDef node, int in) {
        int width = widths.get(in);
        float[] scale = spread(tensors.get(node.input(1)), width);
        float[] shift = spread(tensors.get(node.input(2)), width);
        float[] mean = spread(tensors.get(node.input(3)), width);
        float[] variance = spread(tensors.get(node.input(4)), width);
        if (scale == null || shift == null || mean == null || variance == null) {
            return false;
        }
        float epsilon = node.number("epsilon", NORM_EPSILON);
        float[] factor = new float[width];
        float[] offset = new float[width];
        for (int i = 0; i < width; i++) {
            factor[i] = (float) (scale[i] / Math.sqrt((double) variance[i] + epsilon));
            offset[i] = shift[i] - mean[i] * factor[i];
        }
        return steps.add(new NetStep.Affine(in, register(node.output()), factor, offset));
    }

    private boolean scale(NodeDef node, int in) {
        float[] offset = spread(node.floats("offset"), widths.get(in));
        float[] scale = spread(node.floats("scale"), widths.get(in));
        return offset != null
                && scale != null
                && steps.add(new NetStep.Scaled(in, register(node.output()), offset, scale));
    }
}
