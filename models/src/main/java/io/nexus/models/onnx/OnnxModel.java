package io.nexus.models.onnx;

import java.util.List;

/** An ONNX file as it was read, without any library.
 *
 * @param ir version of the file format
 * @param producer library that wrote it, with its version; empty if the file does not say
 * @param opsets versions of the operator sets, by domain
 * @param functions that the graph calls */
record OnnxModel(long ir, String producer, List<Opset> opsets, Body graph, List<Function> functions) {
    OnnxModel {
        opsets = List.copyOf(opsets);
        functions = List.copyOf(functions);
    }

    /** A model without functions. */
    OnnxModel(long ir, String producer, List<Opset> opsets, Body graph) {
        this(ir, producer, opsets, graph, List.of());
    }

    /** An operator that the file defines itself.
     *
     * @param inputs names of its values
     * @param outputs likewise
     * @param opset version of the operators of ONNX that it is written in; 0 if it does not say
     * @param defaults settings that a call may leave out */
    record Function(
            String domain,
            String name,
            List<String> inputs,
            List<String> outputs,
            List<NodeDef> nodes,
            long opset,
            List<AttributeDef> defaults) {
        Function {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            nodes = List.copyOf(nodes);
            defaults = List.copyOf(defaults);
        }
    }

    /** Version of a set of operators.
     *
     * @param domain empty for the operators of ONNX itself */
    record Opset(String domain, long version) {}

    /** A graph.
     *
     * @param nodes in an order in which every one reads only what an earlier one wrote
     * @param hints shapes of values in between */
    record Body(
            List<NodeDef> nodes,
            List<TensorDef> constants,
            List<ValueDef> inputs,
            List<ValueDef> outputs,
            List<ValueDef> hints) {
        Body {
            nodes = List.copyOf(nodes);
            constants = List.copyOf(constants);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            hints = List.copyOf(hints);
        }

        Body withNodes(List<NodeDef> others) {
            return new Body(others, constants, inputs, outputs, hints);
        }

        Body withOutputs(List<ValueDef> others) {
            return new Body(nodes, constants, inputs, others, hints);
        }
    }

    OnnxModel withGraph(Body other) {
        return new OnnxModel(ir, producer, opsets, other, functions);
    }

    /** Version of a set of operators; 0 if the file does not list it. */
    long opset(String domain) {
        return opsets.stream()
                .filter(opset -> opset.domain().equals(domain))
                .mapToLong(Opset::version)
                .max()
                .orElse(0);
    }
}
