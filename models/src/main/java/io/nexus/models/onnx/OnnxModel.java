package io.nexus.models.onnx;

import java.util.List;

/** An ONNX file as it was read, without any library.
 *
 * @param ir version of the file format
 * @param producer library that wrote it, with its version; empty if the file does not say
 * @param opsets versions of the operator sets, by domain */
record OnnxModel(long ir, String producer, List<Opset> opsets, Body graph) {
    OnnxModel {
        opsets = List.copyOf(opsets);
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
        return new OnnxModel(ir, producer, opsets, other);
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
