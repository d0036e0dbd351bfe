package io.nexus.models.onnx;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an ONNX file from its bytes: the parts that a model of numbers needs. Sparse constants are refused, and graphs inside of nodes
 * are bounded in depth. */
final class ModelReader {
    /** Graphs inside of nodes inside of graphs. */
    private static final int MAX_DEPTH = 8;

    private final Budget budget;
    private final TensorReader tensors;
    private int depth;

    private ModelReader(Limits limits) {
        budget = new Budget(limits.values());
        tensors = new TensorReader(budget);
    }

    /** The model in a file.
     *
     * @throws RefusedException if the bytes are none, or hold a part that is not served */
    static OnnxModel read(byte[] content, Limits limits) throws RefusedException {
        return new ModelReader(limits).model(new WireReader(Slice.of(content)));
    }

    private OnnxModel model(WireReader in) throws RefusedException {
        long ir = 0;
        String producer = "";
        String version = "";
        List<OnnxModel.Opset> opsets = new ArrayList<>();
        OnnxModel.@Nullable Body graph = null;
        List<OnnxModel.Function> functions = new ArrayList<>();
        while (in.next()) {
            switch (in.number()) {
                case 1 -> ir = in.value();
                case 2 -> producer = in.text();
                case 3 -> version = in.text();
                case 7 -> graph = once(in, graph);
                case 8 -> opsets.add(opset(in.message()));
                case 25 -> functions.add(function(in.message()));
                default -> {}
            }
        }
        if (graph == null) {
            throw new RefusedException(
                    Refusal.BROKEN, "The file is no whole ONNX model: there is no graph in it.", WireReader.COPY_AGAIN);
        }
        return new OnnxModel(ir, (producer + " " + version).strip(), opsets, graph, functions);
    }

    private OnnxModel.Body once(WireReader in, OnnxModel.@Nullable Body before) throws RefusedException {
        if (before != null) {
            throw in.broken("a second graph");
        }
        return graph(in.message());
    }

    private OnnxModel.Function function(WireReader in) throws RefusedException {
        budget.take(1);
        String name = "";
        String domain = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<NodeDef> nodes = new ArrayList<>();
        List<AttributeDef> defaults = new ArrayList<>();
        long opset = 0;
        while (in.next()) {
            switch (in.number()) {
                case 1 -> name = in.text();
                case 4 -> inputs.add(counted(in.text()));
                case 5 -> outputs.add(counted(in.text()));
                case 7 -> nodes.add(node(in.message()));
                case 9 -> {
                    OnnxModel.Opset own = opset(in.message());
                    opset = own.domain().isEmpty() ? own.version() : opset;
                }
                case 10 -> domain = plain(in.text());
                case 11 -> defaults.add(attributes(name).read(in.message()));
                default -> {}
            }
        }
        return new OnnxModel.Function(domain, name, inputs, outputs, nodes, opset, defaults);
    }

    private AttributeReader attributes(String operator) {
        return new AttributeReader(budget, tensors, operator, this::inner);
    }

    private OnnxModel.Body inner(WireReader in) throws RefusedException {
        if (depth >= MAX_DEPTH) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The graph has graphs inside of nodes more than " + MAX_DEPTH + " deep.",
                    "Export the model without loops and branches: trace it with an example row.");
        }
        depth++;
        OnnxModel.Body graph = graph(in);
        depth--;
        return graph;
    }

    private OnnxModel.Opset opset(WireReader in) throws RefusedException {
        budget.take(1);
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.number()) {
                case 1 -> domain = in.text();
                case 2 -> version = in.value();
                default -> {}
            }
        }
        return new OnnxModel.Opset(plain(domain), version);
    }

    private static String plain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    private OnnxModel.Body graph(WireReader in) throws RefusedException {
        List<NodeDef> nodes = new ArrayList<>();
        List<TensorDef> constants = new ArrayList<>();
        List<ValueDef> inputs = new ArrayList<>();
        List<ValueDef> outputs = new ArrayList<>();
        while (in.next()) {
            switch (in.number()) {
                case 1 -> nodes.add(node(in.message()));
                case 5 -> constants.add(tensors.read(in.message(), ""));
                case 11 -> inputs.add(value(in.message()));
                case 12 -> outputs.add(value(in.message()));
                case 15 -> throw new RefusedException(
                        Refusal.UNSUPPORTED,
                        "The model holds sparse constants, which are not served.",
                        "Export the model with dense weights.");
                default -> {}
            }
        }
        return new OnnxModel.Body(nodes, constants, inputs, outputs, List.of());
    }

    private NodeDef node(WireReader in) throws RefusedException {
        budget.take(1);
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<Slice> attributes = new ArrayList<>();
        String operator = "";
        String domain = "";
        while (in.next()) {
            switch (in.number()) {
                case 1 -> inputs.add(counted(in.text()));
                case 2 -> outputs.add(counted(in.text()));
                case 4 -> operator = in.text();
                case 5 -> attributes.add(in.block());
                case 7 -> domain = plain(in.text());
                default -> {}
            }
        }
        List<AttributeDef> read = new ArrayList<>();
        for (Slice attribute : attributes) {
            read.add(attributes(operator).read(new WireReader(attribute)));
        }
        return new NodeDef(domain, operator, inputs, outputs, read);
    }

    private String counted(String name) throws RefusedException {
        budget.take(1);
        return name;
    }

    private ValueDef value(WireReader in) throws RefusedException {
        budget.take(1);
        String name = "";
        int type = 0;
        List<Long> dims = null;
        while (in.next()) {
            switch (in.number()) {
                case 1 -> name = in.text();
                case 2 -> {
                    WireReader kind = in.message();
                    while (kind.next()) {
                        if (kind.number() == 1) {
                            WireReader tensor = kind.message();
                            while (tensor.next()) {
                                if (tensor.number() == 1) {
                                    type = (int) tensor.value();
                                } else if (tensor.number() == 2) {
                                    dims = shape(tensor.message());
                                }
                            }
                        }
                    }
                }
                default -> {}
            }
        }
        return new ValueDef(name, type, dims);
    }

    private List<Long> shape(WireReader in) throws RefusedException {
        List<Long> dims = new ArrayList<>();
        while (in.next()) {
            if (in.number() == 1) {
                budget.take(1);
                long size = ValueDef.OPEN;
                WireReader dim = in.message();
                while (dim.next()) {
                    size = dim.number() == 1 && dim.value() > 0 ? dim.value() : size;
                }
                dims.add(size);
            }
        }
        return dims;
    }
}
