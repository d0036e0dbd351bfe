package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of a graph that need no library: its operators, what they are set to, and who reads what. */
final class GraphCheck {
    /** Most that a stride, a kernel or a padding may be. */
    private static final long MAX_WINDOW = 1 << 16;

    /** Numbers of parts that a library divides by. */
    private static final List<String> COUNTS = List.of(
            "group",
            "hidden_size",
            "num_heads",
            "q_num_heads",
            "kv_num_heads",
            "num_groups",
            "blocksize",
            "num_outputs");

    private static final List<String> AT_LEAST_ONE = List.of("strides", "dilations", "kernel_shape");
    private static final String EXPORT_STANDARD =
            "Export the model with operators of ONNX, ai.onnx.ml or com.microsoft only, or write it in another format that is"
                    + " served.";

    private GraphCheck() {}

    static void check(OnnxModel.Body graph) throws RefusedException {
        for (NodeDef node : graph.nodes()) {
            operator(node);
            windows(node);
            MlCheck.check(node);
        }
        values(graph);
        ports(graph);
    }

    private static void operator(NodeDef node) throws RefusedException {
        if (node.domain().equals(Operators.OF_PROCESSOR)) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The operator " + node.fullName()
                            + " lies in memory as the processor of the machine that optimised the" + " file has it.",
                    "options = onnxruntime.SessionOptions(); options.graph_optimization_level ="
                            + " onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED; options.optimized_model_filepath ="
                            + " \"optimized.onnx\"; onnxruntime.InferenceSession(\"model.onnx\", options)");
        }
        if (!Operators.isKnownDomain(node.domain())) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The operator " + node.fullName() + " is not one of ONNX but of its owner's own library.",
                    EXPORT_STANDARD);
        }
        if (!Operators.isServed(node)) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED, "The operator " + node.fullName() + " is not served.", EXPORT_STANDARD);
        }
        if (node.outputs().isEmpty() || node.outputs().get(0).isEmpty()) {
            throw inconsistent("An operator " + node.fullName() + " writes nothing.");
        }
        if (node.integer("training_mode", 0) != 0) {
            throw inconsistent("The operator " + node.fullName() + " is set to training.");
        }
        if (node.is("", "Dropout") && !node.input(2).isEmpty()) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The operator Dropout may be switched to training, which draws random numbers.",
                    "Export the model for inference: call model.eval() before torch.onnx.export.");
        }
    }

    private static void windows(NodeDef node) throws RefusedException {
        for (AttributeDef attribute : node.attributes()) {
            boolean isWindow = AT_LEAST_ONE.contains(attribute.name);
            if (isWindow || attribute.name.equals("pads") || attribute.name.equals("output_padding")) {
                for (long size : attribute.ints) {
                    inRange(node, attribute.name, size, isWindow ? 1 : 0);
                }
            }
            if (COUNTS.contains(attribute.name)) {
                inRange(node, attribute.name, attribute.integer, 1);
            }
        }
    }

    private static void inRange(NodeDef node, String name, long size, long least) throws RefusedException {
        if (size < least || size > MAX_WINDOW) {
            throw inconsistent("The operator " + node.fullName() + " is set to " + name + " " + size + ".");
        }
    }

    private static void values(OnnxModel.Body graph) throws RefusedException {
        Set<String> written = new HashSet<>();
        for (TensorDef constant : graph.constants()) {
            write(written, constant.name());
        }
        Set<String> constants = Set.copyOf(written);
        for (ValueDef input : graph.inputs()) {
            if (!constants.contains(input.name())) {
                write(written, input.name());
            }
        }
        for (NodeDef node : graph.nodes()) {
            for (String input : node.inputs()) {
                if (!input.isEmpty() && !written.contains(input)) {
                    throw inconsistent(
                            "An operator " + node.fullName() + " reads " + input + ", which nothing before it writes.");
                }
            }
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    write(written, output);
                }
            }
        }
        for (ValueDef output : graph.outputs()) {
            if (!written.contains(output.name())) {
                throw inconsistent("The output " + output.name() + " is written by nothing.");
            }
        }
    }

    private static void write(Set<String> written, String name) throws RefusedException {
        if (name.isEmpty()) {
            throw inconsistent("A value of the graph has no name.");
        }
        if (!written.add(name)) {
            throw inconsistent("The value " + name + " is written twice.");
        }
    }

    private static void ports(OnnxModel.Body graph) throws RefusedException {
        if (graph.outputs().isEmpty()) {
            throw inconsistent("The graph has no output.");
        }
        Set<String> names = new HashSet<>();
        for (ValueDef output : graph.outputs()) {
            if (output.name().isBlank() || !names.add(output.name())) {
                throw inconsistent("The output '" + output.name() + "' is named twice or not at all.");
            }
        }
        for (ValueDef input : graph.inputs()) {
            if (input.name().isBlank()) {
                throw inconsistent("An input of the graph has no name.");
            }
        }
    }

    static RefusedException inconsistent(String reason) {
        return new RefusedException(Refusal.INCONSISTENT, reason, WireReader.COPY_AGAIN);
    }
}
