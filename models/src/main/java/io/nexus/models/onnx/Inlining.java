package io.nexus.models.onnx;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the content of functions, of branches whose condition is settled and of loops that run a settled number of times where they are
 * called, so that a graph of plain operators is left. */
final class Inlining {
    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ROUNDS = 1_000;
    private static final int MAX_TRIALS = 50;
    /** From this opset on Unsqueeze reads its axes as an input. */
    private static final int UNSQUEEZE_BY_INPUT = 13;

    private static final String TRACE =
            "Export the model without loops and branches: unroll them, or trace it with an example row.";

    private final OnnxModel model;
    private final Limits limits;
    private final Map<String, OnnxModel.Function> functions = new HashMap<>();
    private final List<NodeDef> nodes = new ArrayList<>();
    private final Map<String, TensorDef> constants = new LinkedHashMap<>();
    /** Constants that nodes write. */
    private final Map<String, TensorDef> written = new HashMap<>();

    private int copies;
    private int trials;

    private Inlining(OnnxModel model, Limits limits) {
        this.model = model;
        this.limits = limits;
        model.functions().forEach(function -> functions.put(key(function.domain(), function.name()), function));
        model.graph().constants().forEach(constant -> constants.put(constant.name(), constant));
    }

    /** The same model of plain operators.
     *
     * @throws RefusedException if that takes too many, or a condition depends on the row */
    static OnnxModel inlined(OnnxModel model, Limits limits) throws RefusedException {
        boolean isPlain =
                model.functions().isEmpty() && model.graph().nodes().stream().noneMatch(node -> hasGraph(node));
        return isPlain ? model : new Inlining(model, limits).run();
    }

    private static boolean hasGraph(NodeDef node) {
        return node.attributes().stream().anyMatch(attribute -> attribute.graph != null);
    }

    private static String key(String domain, String name) {
        return domain + ":" + name;
    }

    private OnnxModel run() throws RefusedException {
        add(model.graph().nodes(), 0);
        OnnxModel.Body graph = model.graph();
        OnnxModel.Body body = new OnnxModel.Body(
                nodes, List.copyOf(constants.values()), graph.inputs(), graph.outputs(), graph.hints());
        return new OnnxModel(model.ir(), model.producer(), model.opsets(), body);
    }

    private void add(List<NodeDef> added, int depth) throws RefusedException {
        if (depth > MAX_DEPTH) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The functions of the model call each other more than " + MAX_DEPTH + " deep.",
                    "import onnx.inliner; onnx.save(onnx.inliner.inline_local_functions(onnx.load(\"model.onnx\")),"
                            + " \"inlined.onnx\")");
        }
        for (NodeDef node : added) {
            OnnxModel.Function function = functions.get(key(node.domain(), node.operator()));
            if (function != null) {
                call(function, node, depth);
            } else if (node.is("", "If")) {
                branch(node, depth);
            } else if (node.is("", "Loop")) {
                loop(node, depth);
            } else if (hasGraph(node)) {
                throw new RefusedException(
                        Refusal.UNSUPPORTED,
                        "The operator " + node.fullName() + " runs a graph of its own, as often as it likes, which is"
                                + " not served.",
                        TRACE);
            } else {
                plain(node);
            }
        }
    }

    private void plain(NodeDef node) throws RefusedException {
        if (nodes.size() >= MAX_NODES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The graph has more than " + MAX_NODES + " operators with what it calls put in.",
                    "Export a smaller model.");
        }
        nodes.add(node);
        AttributeDef value = node.is("", "Constant") ? node.attribute("value") : null;
        TensorDef constant = value == null ? null : value.tensor;
        if (constant != null && !node.outputs().isEmpty()) {
            written.put(node.output(), constant);
        }
    }

    /** Counts what is put in: it may be empty and call others many times. */
    private String copy(String kind) throws RefusedException {
        copies++;
        if (copies > MAX_NODES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The functions, branches and loops of the graph call each other more than " + MAX_NODES + " times.",
                    TRACE);
        }
        return kind + copies + "/";
    }

    private void call(OnnxModel.Function function, NodeDef node, int depth) throws RefusedException {
        long own = model.opset("");
        if (function.opset() != 0 && own != 0 && function.opset() != own) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The function " + function.name() + " is written in opset " + function.opset()
                            + ", the graph in opset " + own + ".",
                    "onnx.save(onnx.version_converter.convert_version(onnx.load(\"model.onnx\"), " + own
                            + "), \"same.onnx\")");
        }
        Renaming renaming = new Renaming(copy("call"));
        for (int i = 0; i < function.inputs().size(); i++) {
            renaming.names.put(function.inputs().get(i), node.input(i));
        }
        List<NodeDef> copied = new ArrayList<>();
        outputs(renaming, function.outputs(), node.outputs(), copied);
        Map<String, AttributeDef> settings = new HashMap<>();
        function.defaults().forEach(setting -> settings.put(setting.name, setting));
        node.attributes().forEach(setting -> settings.put(setting.name, setting));
        List<NodeDef> inner = new ArrayList<>();
        for (NodeDef one : function.nodes()) {
            inner.add(renaming.all(resolved(one, settings)));
        }
        inner.addAll(copied);
        add(inner, depth + 1);
    }

    /** Gives the results of what is put in the names that the caller has for them. */
    private static void outputs(Renaming renaming, List<String> own, List<String> callers, List<NodeDef> copied) {
        for (int i = 0; i < own.size() && i < callers.size(); i++) {
            String caller = callers.get(i);
            if (caller.isEmpty()) {
                continue;
            }
            if (renaming.names.containsKey(own.get(i)) || renaming.isOuter(own.get(i))) {
                copied.add(NodeDef.of("Identity", renaming.name(own.get(i)), caller));
            } else {
                renaming.names.put(own.get(i), caller);
            }
        }
    }

    /** Settings that refer to one of the function get its value; those that it lacks are left out. */
    private static NodeDef resolved(NodeDef node, Map<String, AttributeDef> settings) {
        List<AttributeDef> resolved = new ArrayList<>();
        for (AttributeDef attribute : node.attributes()) {
            AttributeDef value = attribute.reference.isEmpty() ? attribute : settings.get(attribute.reference);
            OnnxModel.Body graph = value == null ? null : value.graph;
            if (value != null && graph != null) {
                List<NodeDef> inner = graph.nodes().stream()
                        .map(one -> resolved(one, settings))
                        .toList();
                resolved.add(value.with(graph.withNodes(inner)));
            } else if (value != null) {
                resolved.add(value.named(attribute.name));
            }
        }
        return node.withAttributes(resolved);
    }

    private void branch(NodeDef node, int depth) throws RefusedException {
        boolean isTrue = settled(node, node.input(0)) != 0;
        OnnxModel.Body body = graph(node, isTrue ? "then_branch" : "else_branch");
        put(body, List.of(), node.outputs(), depth);
    }

    private static OnnxModel.Body graph(NodeDef node, String name) throws RefusedException {
        AttributeDef found = node.attribute(name);
        OnnxModel.Body graph = found == null ? null : found.graph;
        if (graph == null) {
            throw GraphCheck.inconsistent("The operator " + node.fullName() + " has no " + name + ".");
        }
        return graph;
    }

    /** Puts a graph in: its inputs are those values, its outputs have those names. */
    private void put(OnnxModel.Body body, List<String> inputs, List<String> outputs, int depth)
            throws RefusedException {
        Renaming renaming = Renaming.of(body, copy("part"));
        for (int i = 0; i < body.inputs().size() && i < inputs.size(); i++) {
            renaming.names.put(body.inputs().get(i).name(), inputs.get(i));
        }
        for (TensorDef constant : body.constants()) {
            String name = renaming.name(constant.name());
            constants.put(name, constant.named(name));
        }
        body.constants().forEach(constant -> renaming.names.put(constant.name(), renaming.name(constant.name())));
        List<NodeDef> copied = new ArrayList<>();
        outputs(renaming, body.outputs().stream().map(ValueDef::name).toList(), outputs, copied);
        List<NodeDef> inner = new ArrayList<>();
        for (NodeDef one : body.nodes()) {
            inner.add(renaming.all(one));
        }
        inner.addAll(copied);
        add(inner, depth + 1);
    }

    /** A loop whose condition is only handed on, so many times in a row. */
    private void loop(NodeDef node, int depth) throws RefusedException {
        OnnxModel.Body body = graph(node, "body");
        double most = node.input(0).isEmpty() ? MAX_ROUNDS : settled(node, node.input(0));
        boolean starts = node.input(1).isEmpty() || settled(node, node.input(1)) != 0;
        int carried = node.inputs().size() - 2;
        if (body.inputs().size() != carried + 2 || body.outputs().size() < carried + 1) {
            throw GraphCheck.inconsistent("The operator Loop hands on " + carried + " values, its graph has "
                    + body.inputs().size() + " inputs and " + body.outputs().size() + " outputs.");
        }
        int rounds = starts && most >= 1 ? rounds(node, body, most) : -1;
        if (rounds < 1) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The operator Loop runs its graph as often as a condition says, or more than " + MAX_ROUNDS
                            + " times, or never, which is not served.",
                    TRACE);
        }
        String name = copy("loop");
        List<String> at = new ArrayList<>(node.inputs().subList(2, node.inputs().size()));
        int scans = body.outputs().size() - 1 - carried;
        List<List<String>> rows = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<String> inputs = new ArrayList<>(List.of(name + "round" + round, name + "on"));
            inputs.addAll(at);
            constants.put(inputs.get(0), TensorDef.ofLongs(inputs.get(0), List.of(), round));
            constants.put(inputs.get(1), truth(inputs.get(1)));
            List<String> outputs = new ArrayList<>(List.of(""));
            List<String> row = new ArrayList<>();
            for (int i = 0; i < carried + scans; i++) {
                boolean isLast =
                        round == rounds - 1 && i < carried && i < node.outputs().size();
                boolean isNamed = isLast && !node.outputs().get(i).isEmpty();
                outputs.add(isNamed ? node.outputs().get(i) : name + round + "/" + i);
                if (i >= carried) {
                    row.add(outputs.get(i + 1));
                }
            }
            put(body, inputs, outputs, depth);
            at = outputs.subList(1, 1 + carried);
            rows.add(row);
        }
        for (int scan = 0; scan < scans && carried + scan < node.outputs().size(); scan++) {
            joined(rows, scan, node.outputs().get(carried + scan), name);
        }
    }

    /** How often a loop runs that starts; -1 if that is not settled, or too often. */
    private int rounds(NodeDef node, OnnxModel.Body body, double most) throws RefusedException {
        boolean isOpen = node.input(0).isEmpty();
        int ends = new LoopCount(body, this::number).rounds(node, MAX_ROUNDS);
        if (ends > 0 && (isOpen || ends <= most)) {
            return ends;
        }
        // a condition that never ends it leaves the number of rounds
        boolean isCounted =
                !isOpen && most <= MAX_ROUNDS && new LoopCount(body, this::number).rounds(node, (int) most) == 0;
        return isCounted ? (int) most : -1;
    }

    private static TensorDef truth(String name) {
        return new TensorDef(name, ElementType.BOOL, List.of(), Slice.of(new byte[] {1}), List.of());
    }

    private void joined(List<List<String>> rows, int scan, String output, String name) throws RefusedException {
        if (output.isEmpty()) {
            return;
        }
        List<String> wide = new ArrayList<>();
        String axis = name + "first" + scan;
        constants.put(axis, TensorDef.ofLongs(axis, List.of(1L), 0));
        for (List<String> row : rows) {
            wide.add(row.get(scan) + "/wide");
            boolean isOld = model.opset("") < UNSQUEEZE_BY_INPUT;
            plain(new NodeDef(
                    "",
                    "Unsqueeze",
                    isOld ? List.of(row.get(scan)) : List.of(row.get(scan), axis),
                    List.of(wide.get(wide.size() - 1)),
                    isOld ? List.of(AttributeDef.ofInts("axes", 0)) : List.of()));
        }
        plain(new NodeDef("", "Concat", wide, List.of(output), List.of(AttributeDef.ofInt("axis", 0))));
    }

    /** A single number that does not depend on the row: a constant, or computed from constants and sizes. */
    private double settled(NodeDef node, String name) throws RefusedException {
        Double found = number(name);
        if (found == null) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The operator " + node.fullName() + " is steered by " + name
                            + ", which depends on the row or is no single number, which is not served.",
                    TRACE);
        }
        return found;
    }

    private @Nullable Double number(String name) throws RefusedException {
        TensorDef constant = constants.containsKey(name) ? constants.get(name) : written.get(name);
        TensorDef found = constant == null ? computed(name) : constant;
        return found == null ? null : LoopCount.single(found);
    }

    private @Nullable TensorDef computed(String name) throws RefusedException {
        trials++;
        if (trials > MAX_TRIALS) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "The graph has more than " + MAX_TRIALS + " branches or loops.", TRACE);
        }
        OnnxModel.Body graph = model.graph();
        OnnxModel.Body part = new OnnxModel.Body(
                nodes, List.copyOf(constants.values()), graph.inputs(), List.of(ValueDef.untyped(name)), graph.hints());
        GraphCheck.check(part);
        OnnxModel plain = new OnnxModel(model.ir(), model.producer(), model.opsets(), part);
        Prepared prepared = GraphRewrite.prepare(Versions.readable(plain, new ArrayList<>()), new ArrayList<>());
        return ShapeProbe.steady(prepared, limits);
    }

    /** New names for what is put in. */
    private static final class Renaming {
        final Map<String, String> names = new HashMap<>();
        private final String prefix;
        private final @Nullable Set<String> local;

        /** Everything is renamed. */
        Renaming(String prefix) {
            this(prefix, null);
        }

        private Renaming(String prefix, @Nullable Set<String> local) {
            this.prefix = prefix;
            this.local = local;
        }

        /** What the graph itself writes is renamed, not what it reads from around it. */
        static Renaming of(OnnxModel.Body body, String prefix) {
            Set<String> local = new HashSet<>();
            body.nodes().forEach(node -> local.addAll(node.outputs()));
            body.constants().forEach(constant -> local.add(constant.name()));
            body.inputs().forEach(input -> local.add(input.name()));
            return new Renaming(prefix, local);
        }

        boolean isOuter(String name) {
            return local != null && !local.contains(name);
        }

        String name(String name) {
            String known = names.get(name);
            if (known != null) {
                return known;
            }
            return name.isEmpty() || isOuter(name) ? name : prefix + name;
        }

        NodeDef all(NodeDef node) {
            List<AttributeDef> attributes = new ArrayList<>();
            for (AttributeDef attribute : node.attributes()) {
                OnnxModel.Body graph = attribute.graph;
                attributes.add(graph == null ? attribute : attribute.with(all(graph)));
            }
            return new NodeDef(
                    node.domain(),
                    node.operator(),
                    node.inputs().stream().map(this::name).toList(),
                    node.outputs().stream().map(this::name).toList(),
                    attributes);
        }

        private OnnxModel.Body all(OnnxModel.Body graph) {
            List<NodeDef> nodes = graph.nodes().stream().map(this::all).toList();
            return new OnnxModel.Body(
                    nodes,
                    graph.constants().stream()
                            .map(constant -> constant.named(name(constant.name())))
                            .toList(),
                    renamed(graph.inputs()),
                    renamed(graph.outputs()),
                    List.of());
        }

        private List<ValueDef> renamed(List<ValueDef> values) {
            return values.stream()
                    .map(value -> new ValueDef(name(value.name()), value.type(), value.dims()))
                    .toList();
        }
    }
}
