package io.nexus.models.onnx;

import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a checked graph ready for ONNX Runtime: keeps what its outputs need, turns constant nodes into constants, takes maps
 * and text labels out, fixes one row, and gives every value a short name. */
final class GraphRewrite {
    private final OnnxModel model;
    private final List<String> notes;
    private final Map<String, String> shortNames = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, TensorDef> constants = new HashMap<>();
    private final Map<String, NodeDef> writers = new HashMap<>();
    private final List<NodeDef> nodes = new ArrayList<>();
    private final List<ValueDef> inputs = new ArrayList<>();
    private final List<Port> ports = new ArrayList<>();
    private final Set<String> halves = new HashSet<>();

    private GraphRewrite(OnnxModel model, List<String> notes) {
        this.model = model;
        this.notes = notes;
    }

    static Prepared prepare(OnnxModel model, List<String> notes) throws RefusedException {
        return new GraphRewrite(model, notes).run();
    }

    private Prepared run() throws RefusedException {
        OnnxModel.Body graph = model.graph();
        graph.constants().forEach(constant -> constants.put(constant.name(), constant));
        for (NodeDef node : graph.nodes()) {
            node.outputs().forEach(output -> writers.put(output, node));
        }
        Set<NodeDef> needed = needed(graph);
        inputs(graph);
        Labels labels = new Labels(constants);
        for (NodeDef node : graph.nodes()) {
            if (needed.contains(node)) {
                node(labels.asPlaces(node));
            }
        }
        notes.addAll(labels.notes());
        List<TensorDef> kept = new ArrayList<>();
        for (TensorDef constant : constants.values()) {
            if (shortNames.containsKey(constant.name())) {
                kept.add(constant.named(named(constant.name())));
            }
        }
        List<ValueDef> outputs = new ArrayList<>();
        for (ValueDef output : graph.outputs()) {
            outputs.add(ValueDef.untyped(output(output.name())));
        }
        OnnxModel.Body body = new OnnxModel.Body(nodes, kept, inputs, outputs, List.of());
        return new Prepared(model.withGraph(body), ports, graph.outputs(), names, halves);
    }

    /** Short name of an output; one that is an input or a constant itself gets a node of its own. */
    private String output(String name) {
        if (writers.containsKey(name) && !constants.containsKey(name)) {
            return named(name);
        }
        String fresh = fresh(name);
        nodes.add(NodeDef.of("Identity", named(name), fresh));
        return fresh;
    }

    private Set<NodeDef> needed(OnnxModel.Body graph) {
        Set<NodeDef> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<String> open = new ArrayDeque<>();
        graph.outputs().forEach(output -> open.add(output.name()));
        while (!open.isEmpty()) {
            NodeDef node = writers.get(open.remove());
            if (node != null && needed.add(node)) {
                open.addAll(node.inputs());
            }
        }
        return needed;
    }

    private void inputs(OnnxModel.Body graph) throws RefusedException {
        for (ValueDef input : graph.inputs()) {
            if (!constants.containsKey(input.name())) {
                input(input);
            }
        }
        if (ports.isEmpty()) {
            throw new RefusedException(
                    Refusal.INCONSISTENT,
                    "The graph has no input that is not a constant.",
                    "Export the model with its features as an input.");
        }
    }

    private void input(ValueDef input) throws RefusedException {
        InputShape shape = InputShape.of(input, model.graph(), notes);
        ports.add(new Port(input.name(), shape.row(), ElementType.numberType(input.type())));
        int carrier = ElementType.carrier(input.type());
        String outer = carrier == input.type() ? named(input.name()) : fresh(input.name());
        inputs.add(new ValueDef(outer, carrier, shape.tensor()));
        if (input.type() == ElementType.FLOAT16) {
            halves.add(outer);
        }
        if (carrier != input.type()) {
            nodes.add(NodeDef.cast(outer, named(input.name()), input.type()));
        }
    }

    private void node(NodeDef node) throws RefusedException {
        if (node.is("", "Constant")) {
            constants.put(node.output(), constant(node));
            return;
        }
        List<String> in = new ArrayList<>();
        for (String input : node.inputs()) {
            in.add(input.isEmpty() ? "" : named(input));
        }
        List<String> out = new ArrayList<>();
        for (String output : node.outputs()) {
            out.add(output.isEmpty() ? "" : named(output));
        }
        if (node.is(Operators.ML, "ZipMap")) {
            nodes.add(new NodeDef("", "Identity", in, out, List.of()));
        } else {
            nodes.add(new NodeDef(node.domain(), node.operator(), in, out, node.attributes()));
        }
    }

    private static TensorDef constant(NodeDef node) throws RefusedException {
        for (AttributeDef attribute : node.attributes()) {
            TensorDef tensor =
                    switch (attribute.name) {
                        case "value" -> attribute.tensor;
                        case "value_float" -> TensorDef.ofFloats("", List.of(), attribute.number);
                        case "value_floats" -> TensorDef.ofFloats(
                                "", List.of((long) attribute.floats.length), attribute.floats);
                        case "value_int" -> TensorDef.ofLongs("", List.of(), attribute.integer);
                        case "value_ints" -> TensorDef.ofLongs(
                                "", List.of((long) attribute.ints.length), attribute.ints);
                        default -> null;
                    };
            if (tensor != null) {
                return tensor.named(node.output());
            }
        }
        throw GraphCheck.inconsistent("The operator Constant that writes " + node.output() + " has no number.");
    }

    private String named(String name) {
        String known = shortNames.get(name);
        if (known != null) {
            return known;
        }
        String fresh = fresh(name);
        shortNames.put(name, fresh);
        return fresh;
    }

    private String fresh(String name) {
        names.add(name);
        return Prepared.shortName(names.size() - 1);
    }
}
