package io.nexus.models.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes sizes that a graph computes from other sizes, e.g. a quarter of a width, all in one go: unrolled steps each have some, and each
 * would wait for the one before. Follows whole numbers and the shapes of simple operators only; what comes out is a constant, and ONNX
 * Runtime infers the shapes that follow from it. */
final class SizeFolding {
    private static final int MOST_NUMBERS = 64;

    private static final Set<String> KEEPING = Set.of(
            ("Abs Cast Ceil Elu Erf Exp Floor Gelu HardSigmoid Identity LeakyRelu Log Neg Not Reciprocal Relu Selu Sigmoid"
                            + " Softplus Softsign Sqrt Tanh")
                    .split(" "));
    private static final Set<String> PAIRING = Set.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Pow");

    private final OnnxModel.Body graph;
    private final Shapes shapes;
    private final Map<String, long[]> numbers = new HashMap<>();
    private final Map<String, List<Long>> dims = new HashMap<>();

    private SizeFolding(OnnxModel.Body graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /** The same graph with those sizes as constants.
     *
     * @param shapes as far as they are known */
    static OnnxModel.Body folded(OnnxModel.Body graph, Shapes shapes) {
        return new SizeFolding(graph, shapes).run();
    }

    private OnnxModel.Body run() {
        for (TensorDef constant : graph.constants()) {
            dims.put(constant.name(), constant.dims());
            if (constant.isIndex() && constant.count() <= MOST_NUMBERS) {
                numbers.put(constant.name(), constant.longs());
            }
        }
        List<TensorDef> constants = new ArrayList<>(graph.constants());
        List<NodeDef> left = new ArrayList<>();
        for (NodeDef node : graph.nodes()) {
            String output = node.output();
            List<Long> shape = shapes.isKnown(output) ? shapes.dims(output) : shape(node);
            long[] found = node.outputs().size() == 1 && node.domain().isEmpty() ? computed(node) : null;
            if (shape != null) {
                dims.put(output, shape);
            }
            boolean fits =
                    found != null && shape != null && shape.size() <= 1 && TensorReader.count(shape) == found.length;
            if (fits && found != null) {
                numbers.put(output, found);
            }
            boolean isConstant = fits && shapes.type(output) == ElementType.INT64;
            if (isConstant && found != null && shape != null && !isOutput(output)) {
                constants.add(TensorDef.ofLongs(output, shape, found));
            } else {
                left.add(node);
            }
        }
        Set<String> needed = needed(left);
        return new OnnxModel.Body(
                left.stream()
                        .filter(node -> node.outputs().stream().anyMatch(needed::contains))
                        .toList(),
                constants.stream()
                        .filter(constant -> needed.contains(constant.name()))
                        .toList(),
                graph.inputs(),
                graph.outputs(),
                graph.hints());
    }

    private boolean isOutput(String name) {
        return graph.outputs().stream().anyMatch(output -> output.name().equals(name));
    }

    private Set<String> needed(List<NodeDef> nodes) {
        Map<String, NodeDef> writers = new HashMap<>();
        nodes.forEach(node -> node.outputs().forEach(output -> writers.put(output, node)));
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        graph.outputs().forEach(output -> open.add(output.name()));
        while (!open.isEmpty()) {
            String name = open.remove();
            NodeDef writer = needed.add(name) ? writers.get(name) : null;
            if (writer != null) {
                open.addAll(writer.inputs());
            }
        }
        return needed;
    }

    private @Nullable List<Long> known(String name) {
        List<Long> found = dims.get(name);
        return found == null && shapes.isKnown(name) ? shapes.dims(name) : found;
    }

    /** Shape of the first output of a node whose inputs have known shapes; null if it is not followed. */
    private @Nullable List<Long> shape(NodeDef node) {
        List<Long> first = known(node.input(0));
        if (first == null || !node.domain().isEmpty()) {
            return null;
        }
        if (KEEPING.contains(node.operator())) {
            return first;
        }
        if (PAIRING.contains(node.operator()) && node.inputs().size() == 2) {
            List<Long> second = known(node.input(1));
            return second == null ? null : joined(first, second);
        }
        return switch (node.operator()) {
            case "Shape" -> List.of((long) first.size());
            case "MatMul" -> product(first, known(node.input(1)));
            case "Gather" -> gathered(node, first);
            case "Slice" -> sliced(node, first);
            default -> null;
        };
    }

    private static @Nullable List<Long> joined(List<Long> first, List<Long> second) {
        List<Long> wide = first.size() >= second.size() ? first : second;
        List<Long> narrow = first.size() >= second.size() ? second : first;
        List<Long> joined = new ArrayList<>(wide);
        int lacking = wide.size() - narrow.size();
        for (int i = 0; i < narrow.size(); i++) {
            long own = narrow.get(i);
            long other = wide.get(i + lacking);
            if (own != other && own != 1 && other != 1) {
                return null;
            }
            joined.set(i + lacking, own == 1 ? other : own);
        }
        return joined;
    }

    private static @Nullable List<Long> product(List<Long> first, @Nullable List<Long> second) {
        if (second == null || first.size() < 2 || second.size() != 2) {
            return null;
        }
        List<Long> product = new ArrayList<>(first);
        product.set(first.size() - 1, second.get(1));
        return product;
    }

    private @Nullable List<Long> gathered(NodeDef node, List<Long> first) {
        List<Long> index = known(node.input(1));
        int axis = (int) node.integer("axis", 0);
        if (index == null || axis < 0 || axis >= first.size()) {
            return null;
        }
        List<Long> gathered = new ArrayList<>(first.subList(0, axis));
        gathered.addAll(index);
        gathered.addAll(first.subList(axis + 1, first.size()));
        return gathered;
    }

    /** With starts, ends and axes as inputs, forwards in steps of 1. */
    private @Nullable List<Long> sliced(NodeDef node, List<Long> first) {
        long[] starts = numbers.get(node.input(1));
        long[] ends = numbers.get(node.input(2));
        long[] axes = numbers.get(node.input(3));
        long[] steps = node.input(4).isEmpty() ? new long[] {1} : numbers.get(node.input(4));
        boolean isPlain = starts != null
                && ends != null
                && axes != null
                && steps != null
                && starts.length == axes.length
                && ends.length == axes.length
                && Arrays.stream(steps).allMatch(step -> step == 1);
        if (!isPlain || starts == null || ends == null || axes == null) {
            return null;
        }
        List<Long> sliced = new ArrayList<>(first);
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) (axes[i] < 0 ? axes[i] + first.size() : axes[i]);
            if (axis < 0 || axis >= first.size()) {
                return null;
            }
            long size = first.get(axis);
            sliced.set(axis, Math.max(0, bounded(ends[i], size) - bounded(starts[i], size)));
        }
        return sliced;
    }

    private static long bounded(long place, long size) {
        return Math.max(0, Math.min(size, place < 0 ? place + size : place));
    }

    /** Whole numbers that a node gives; null if they are not followed. */
    private long @Nullable [] computed(NodeDef node) {
        if (node.is("", "Shape")) {
            List<Long> of = known(node.input(0));
            boolean isWhole = node.integer("start", 0) == 0 && node.attribute("end") == null;
            return of == null || !isWhole
                    ? null
                    : of.stream().mapToLong(Long::longValue).toArray();
        }
        long[] first = numbers.get(node.input(0));
        if (first == null) {
            return null;
        }
        return switch (node.operator()) {
            case "Identity", "Squeeze", "Unsqueeze" -> first;
            case "Cast" -> ElementType.isInteger(shapes.type(node.output())) ? first : null;
            case "Gather" -> picked(node, first);
            case "Concat" -> chained(node);
            case "Add", "Sub", "Mul", "Div" -> paired(node.operator(), first, numbers.get(node.input(1)));
            default -> null;
        };
    }

    private long @Nullable [] picked(NodeDef node, long[] first) {
        long[] places = numbers.get(node.input(1));
        if (places == null || node.integer("axis", 0) != 0) {
            return null;
        }
        long[] picked = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            long place = places[i] < 0 ? places[i] + first.length : places[i];
            if (place < 0 || place >= first.length) {
                return null;
            }
            picked[i] = first[(int) place];
        }
        return picked;
    }

    private long @Nullable [] chained(NodeDef node) {
        long[] chained = new long[0];
        for (String input : node.inputs()) {
            long[] part = numbers.get(input);
            if (part == null || chained.length + part.length > MOST_NUMBERS) {
                return null;
            }
            int from = chained.length;
            chained = Arrays.copyOf(chained, from + part.length);
            System.arraycopy(part, 0, chained, from, part.length);
        }
        return chained;
    }

    /** Sizes are small and not negative; anything else is left to ONNX Runtime. */
    private static long @Nullable [] paired(String operator, long[] first, long @Nullable [] second) {
        if (second == null || (first.length != second.length && first.length != 1 && second.length != 1)) {
            return null;
        }
        long[] paired = new long[Math.max(first.length, second.length)];
        for (int i = 0; i < paired.length; i++) {
            long a = first[first.length == 1 ? 0 : i];
            long b = second[second.length == 1 ? 0 : i];
            boolean isSize = a >= 0 && b >= 0 && a <= Integer.MAX_VALUE && b <= Integer.MAX_VALUE;
            if (!isSize || (b == 0 && operator.equals("Div"))) {
                return null;
            }
            paired[i] = switch (operator) {
                case "Add" -> a + b;
                case "Sub" -> a - b;
                case "Mul" -> a * b;
                default -> a / b;
            };
        }
        return paired;
    }
}
