package io.nexus.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the shape of every value before anything runs, so that a graph cannot ask for memory or time by surprise. ONNX
 * Runtime infers the shapes without running. Where it cannot, because a size is computed from other sizes, that computation is
 * run (its own values are all known by then) and its result becomes a constant; sizes that come from the row are refused. */
final class ShapeProbe {
    private static final int MAX_ROUNDS = 24;
    private static final String RANK_SUFFIX = "_rank";

    private final Limits limits;
    private Prepared prepared;
    private Shapes shapes = new Shapes();

    private ShapeProbe(Prepared prepared, Limits limits) {
        this.prepared = prepared;
        this.limits = limits;
    }

    /** The model with sizes that are constants, and all shapes. */
    record Probed(Prepared prepared, Shapes shapes) {}

    static Probed probe(Prepared prepared, Limits limits) throws RefusedException {
        return new ShapeProbe(prepared, limits).run();
    }

    /** The only output of a model if it does not depend on the row, else null. */
    static @Nullable TensorDef steady(Prepared prepared, Limits limits) throws RefusedException {
        ShapeProbe probe = new ShapeProbe(prepared, limits);
        probe.run();
        OnnxModel.Body graph = probe.graph();
        String output = graph.outputs().get(0).name();
        return probe.fromRow(graph.nodes()).contains(output)
                ? null
                : value(TrialRun.values(probe.prepared, Set.of(output), probe.zeros(), limits), output);
    }

    private Probed run() throws RefusedException {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            shapes = infer();
            List<NodeDef> nodes = graph().nodes();
            List<NodeDef> ready =
                    nodes.stream().filter(node -> isKnown(node.inputs())).toList();
            List<NodeDef> settled =
                    ready.stream().filter(node -> isKnown(node.outputs())).toList();
            Bounds bounds = new Bounds(prepared, shapes, limits);
            bounds.checkReady(ready);
            bounds.check(settled);
            if (settled.size() == nodes.size()) {
                return new Probed(prepared, shapes);
            }
            OnnxModel.Body folded = SizeFolding.folded(graph(), shapes);
            if (folded.nodes().size() < nodes.size()) {
                prepared = prepared.with(prepared.model().withGraph(folded));
            } else {
                settleFrontier(nodes);
            }
        }
        throw unknown(firstUnknown());
    }

    private OnnxModel.Body graph() {
        return prepared.model().graph();
    }

    private boolean isKnown(List<String> values) {
        return values.stream().allMatch(name -> name.isEmpty() || shapes.isKnown(name));
    }

    private NodeDef firstUnknown() {
        return graph().nodes().stream()
                .filter(node -> !isKnown(node.outputs()))
                .findFirst()
                .orElse(graph().nodes().get(0));
    }

    private static RefusedException unknown(NodeDef node) {
        return new RefusedException(
                Refusal.UNSUPPORTED,
                "How many values the operator " + node.fullName() + " gives is not known before it runs.",
                "Export the model with fixed sizes: python -m onnxruntime.tools.make_dynamic_shape_fixed --input_name <name>"
                        + " --input_shape 1,<features> model.onnx fixed.onnx");
    }

    private Shapes infer() throws RefusedException {
        OnnxModel.Body graph = graph();
        Shapes found = new Shapes();
        graph.inputs().forEach(found::put);
        graph.constants()
                .forEach(constant -> found.put(new ValueDef(constant.name(), constant.type(), constant.dims())));
        List<NodeDef> nodes = new ArrayList<>(graph.nodes());
        List<ValueDef> outputs = new ArrayList<>();
        for (NodeDef node : graph.nodes()) {
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    nodes.add(NodeDef.of("Shape", output, output + RANK_SUFFIX));
                    outputs.add(ValueDef.untyped(output));
                    outputs.add(ValueDef.untyped(output + RANK_SUFFIX));
                }
            }
        }
        OnnxModel all = prepared.model().withGraph(graph.withNodes(nodes).withOutputs(outputs));
        try (OrtSession session = Ort.plain(ModelWriter.bytes(all))) {
            Map<String, NodeInfo> infos = session.getOutputInfo();
            for (int i = 0; i < outputs.size(); i += 2) {
                found.put(value(outputs.get(i).name(), infos));
            }
        } catch (OrtException e) {
            throw Ort.refused("ONNX Runtime does not take the graph: " + Ort.message(e));
        }
        return found;
    }

    private static ValueDef value(String name, Map<String, NodeInfo> infos) {
        NodeInfo info = infos.get(name);
        if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
            return ValueDef.untyped(name);
        }
        List<Long> dims = new ArrayList<>();
        for (long size : tensor.getShape()) {
            dims.add(size);
        }
        NodeInfo rank = infos.get(name + RANK_SUFFIX);
        boolean hasRank = rank != null
                && rank.getInfo() instanceof TensorInfo shape
                && shape.getShape().length == 1
                && shape.getShape()[0] == dims.size();
        return new ValueDef(name, ElementType.of(tensor), hasRank ? dims : null);
    }

    /** Makes constants of the sizes that the next unknown nodes read, and looks at the results of small operators. */
    private void settleFrontier(List<NodeDef> nodes) throws RefusedException {
        Set<String> fromRow = fromRow(nodes);
        Map<String, TensorDef> constants = new HashMap<>();
        graph().constants().forEach(constant -> constants.put(constant.name(), constant));
        Set<String> sizes = new HashSet<>();
        Set<String> results = new HashSet<>();
        for (NodeDef node : nodes) {
            if (isKnown(node.inputs()) && !isKnown(node.outputs())) {
                Set<String> open = new HashSet<>();
                for (int place : Operators.sizing(node)) {
                    String input = node.input(place);
                    if (!input.isEmpty() && !constants.containsKey(input)) {
                        open.add(input);
                    }
                }
                if (open.stream().anyMatch(fromRow::contains)
                        || (open.isEmpty() && node.domain().isEmpty())) {
                    throw unknown(node);
                }
                sizes.addAll(open);
                if (open.isEmpty()) {
                    node.outputs().stream().filter(name -> !name.isEmpty()).forEach(results::add);
                }
            }
        }
        if (sizes.isEmpty() && results.isEmpty()) {
            throw unknown(firstUnknown());
        }
        settle(sizes, results);
    }

    private void settle(Set<String> sizes, Set<String> results) throws RefusedException {
        Set<String> wanted = new HashSet<>(sizes);
        wanted.addAll(results);
        Map<String, TensorDef> values = TrialRun.values(prepared, wanted, zeros(), limits);
        OnnxModel.Body graph = graph();
        List<TensorDef> constants = new ArrayList<>(graph.constants());
        List<NodeDef> nodes = new ArrayList<>();
        for (NodeDef node : graph.nodes()) {
            boolean isFolded = node.outputs().stream().anyMatch(sizes::contains);
            if (!isFolded) {
                nodes.add(node);
            }
        }
        for (String name : sizes) {
            constants.add(value(values, name));
        }
        List<ValueDef> hints = new ArrayList<>(graph.hints());
        for (String name : results) {
            TensorDef value = value(values, name);
            hints.add(new ValueDef(name, value.type(), value.dims()));
        }
        prepared = prepared.with(prepared.model()
                .withGraph(new OnnxModel.Body(nodes, constants, graph.inputs(), graph.outputs(), hints)));
    }

    private double[] zeros() {
        return new double[prepared.inputs().stream().mapToInt(Port::width).sum()];
    }

    private static TensorDef value(Map<String, TensorDef> values, String name) throws RefusedException {
        @Nullable TensorDef value = values.get(name);
        if (value == null) {
            throw Ort.refused("ONNX Runtime gives no value for a size that the graph computes.");
        }
        return value;
    }

    /** Values that change with the row. The shape of a value does not. */
    private Set<String> fromRow(List<NodeDef> nodes) {
        Set<String> changing = new HashSet<>();
        graph().inputs().forEach(input -> changing.add(input.name()));
        for (NodeDef node : nodes) {
            boolean isSize = node.is("", "Shape") || node.is("", "Size");
            if (!isSize && node.inputs().stream().anyMatch(changing::contains)) {
                changing.addAll(node.outputs());
            }
        }
        return changing;
    }
}
