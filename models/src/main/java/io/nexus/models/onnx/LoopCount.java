package io.nexus.models.onnx;

import io.nexus.models.serving.RefusedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How often a loop runs its graph, if that follows from single numbers that it counts with, e.g. {@code step + 1 < 60}. */
final class LoopCount {
    /** Operators of a chain that is followed. */
    private static final int MAX_DEPTH = 40;
    /** Iteration and condition come before the values that a loop hands on. */
    private static final int FIRST = 2;

    private final OnnxModel.Body body;
    private final Outside outside;
    private final Map<String, NodeDef> writers = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private Map<String, Double> round = new HashMap<>();

    /** A single number of the graph around the loop; null if it is none or depends on the row. */
    @FunctionalInterface
    interface Outside {
        @Nullable
        Double number(String name) throws RefusedException;
    }

    LoopCount(OnnxModel.Body body, Outside outside) {
        this.body = body;
        this.outside = outside;
        for (NodeDef node : body.nodes()) {
            node.outputs().forEach(output -> writers.put(output, node));
        }
        for (int i = 0; i < body.inputs().size(); i++) {
            places.put(body.inputs().get(i).name(), i);
        }
    }

    /** Number of rounds after which the condition ends the loop; 0 if it has not after the most that are allowed; -1 if that does not
     * follow from numbers.
     *
     * @param node the loop, whose condition holds at the start
     * @param most rounds that are allowed */
    int rounds(NodeDef node, int most) throws RefusedException {
        Set<Integer> counters = new HashSet<>();
        if (!reads(body.outputs().get(0).name(), counters, 0)) {
            return -1;
        }
        Map<Integer, Double> values = new HashMap<>();
        for (int place : counters) {
            Double start = place < FIRST ? Double.valueOf(place) : outside.number(node.input(place));
            if (start == null) {
                return -1;
            }
            values.put(place, start);
        }
        for (int done = 0; done < most; done++) {
            round = new HashMap<>();
            for (int place : counters) {
                round.put(
                        body.inputs().get(place).name(),
                        place == 0 ? Double.valueOf(done) : place == 1 ? Double.valueOf(1) : values.get(place));
            }
            Double goesOn = value(body.outputs().get(0).name());
            if (goesOn == null) {
                return -1;
            }
            if (goesOn == 0) {
                return done + 1;
            }
            for (int place : counters) {
                if (place >= FIRST) {
                    Double next = value(body.outputs().get(place - 1).name());
                    if (next == null) {
                        return -1;
                    }
                    values.put(place, next);
                }
            }
        }
        return 0;
    }

    /** Finds the inputs of the graph that a number follows from, and those that their next values follow from. */
    private boolean reads(String name, Set<Integer> counters, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        Integer place = places.get(name);
        if (place != null) {
            boolean isNew = counters.add(place);
            return !isNew
                    || place < FIRST
                    || reads(body.outputs().get(place - 1).name(), counters, depth + 1);
        }
        NodeDef writer = writers.get(name);
        if (writer == null || writer.is("", "Constant") || !seen.add(name)) {
            return true;
        }
        if (!isFollowed(writer)) {
            return false;
        }
        for (String input : writer.inputs()) {
            if (!reads(input, counters, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFollowed(NodeDef node) {
        return node.domain().isEmpty()
                && switch (node.operator()) {
                    case "Add",
                            "Sub",
                            "Mul",
                            "Less",
                            "LessOrEqual",
                            "Greater",
                            "GreaterOrEqual",
                            "Equal",
                            "And",
                            "Or" -> node.inputs().size() == 2;
                    case "Not", "Cast", "Identity" -> node.inputs().size() == 1;
                    default -> false;
                };
    }

    private @Nullable Double value(String name) throws RefusedException {
        Double known = round.get(name);
        if (known != null) {
            return known;
        }
        NodeDef writer = writers.get(name);
        Double found = writer == null ? constant(name) : computed(writer);
        if (found != null) {
            round.put(name, found);
        }
        return found;
    }

    private @Nullable Double constant(String name) throws RefusedException {
        for (TensorDef constant : body.constants()) {
            if (constant.name().equals(name)) {
                return single(constant);
            }
        }
        return outside.number(name);
    }

    private @Nullable Double computed(NodeDef node) throws RefusedException {
        if (node.is("", "Constant")) {
            AttributeDef value = node.attribute("value");
            TensorDef tensor = value == null ? null : value.tensor;
            return tensor == null ? null : single(tensor);
        }
        Double first = isFollowed(node) ? value(node.input(0)) : null;
        if (first == null) {
            return null;
        }
        if (node.inputs().size() == 1) {
            return node.operator().equals("Not") ? truth(first == 0) : first;
        }
        Double second = value(node.input(1));
        return second == null ? null : pair(node.operator(), first, second);
    }

    private static @Nullable Double pair(String operator, double first, double second) {
        return switch (operator) {
            case "Add" -> first + second;
            case "Sub" -> first - second;
            case "Mul" -> first * second;
            case "Less" -> truth(first < second);
            case "LessOrEqual" -> truth(first <= second);
            case "Greater" -> truth(first > second);
            case "GreaterOrEqual" -> truth(first >= second);
            case "Equal" -> truth(first == second);
            case "And" -> truth(first != 0 && second != 0);
            case "Or" -> truth(first != 0 || second != 0);
            default -> null;
        };
    }

    private static Double truth(boolean value) {
        return value ? 1.0 : 0.0;
    }

    /** A tensor of one number that counts; null if it is something else. */
    static @Nullable Double single(TensorDef tensor) {
        if (tensor.count() != 1) {
            return null;
        }
        if (tensor.isIndex()) {
            return (double) tensor.longs()[0];
        }
        return switch (tensor.type()) {
            case ElementType.BOOL -> truth(tensor.data().littleEndian().get() != 0);
            case ElementType.FLOAT -> (double) tensor.floats()[0];
            default -> null;
        };
    }
}
