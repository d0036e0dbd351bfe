package io.nexus.models.onnx;

import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives a probed graph outputs of floats, doubles or 64 bit numbers, and its image. */
final class Finish {
    private final Prepared prepared;
    private final Shapes shapes;
    private final List<NodeDef> nodes;
    private final List<ValueDef> outputs = new ArrayList<>();
    private final Set<String> halves;
    private final List<Port> ports = new ArrayList<>();

    private Finish(ShapeProbe.Probed probed) {
        prepared = probed.prepared();
        shapes = probed.shapes();
        halves = new HashSet<>(prepared.halves());
        nodes = new ArrayList<>(prepared.model().graph().nodes());
    }

    static OrtImage image(ShapeProbe.Probed probed, List<String> notes) throws RefusedException {
        return new Finish(probed).run(notes);
    }

    private OrtImage run(List<String> notes) throws RefusedException {
        OnnxModel.Body graph = prepared.model().graph();
        for (int i = 0; i < graph.outputs().size(); i++) {
            output(graph.outputs().get(i).name(), prepared.declared().get(i), notes);
        }
        OnnxModel model = prepared.model()
                .withGraph(graph.withNodes(nodes)
                        .withOutputs(outputs.stream()
                                .map(output -> ValueDef.untyped(output.name()))
                                .toList()));
        long valueBytes = 0;
        for (NodeDef node : nodes) {
            for (String output : node.outputs()) {
                valueBytes += output.isEmpty() ? 0 : shapes.count(output) * Float.BYTES;
            }
        }
        Signature signature = new Signature(prepared.inputs(), ports);
        return new OrtImage(
                ModelWriter.bytes(model),
                signature,
                graph.inputs(),
                outputs,
                halves,
                new OrtImage.Work(nodes.size(), valueBytes));
    }

    private void output(String name, ValueDef declared, List<String> notes) throws RefusedException {
        int type = shapes.type(name);
        List<Long> dims = shapes.dims(name);
        if (ElementType.bytes(type) == 0) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The output " + declared.name() + " is of texts that are not the labels of a classifier.",
                    "Export the model with labels that are numbers.");
        }
        List<Integer> row = dims.stream()
                .skip(!dims.isEmpty() && dims.get(0) == 1 ? 1 : 0)
                .map(Math::toIntExact)
                .toList();
        if (row.contains(0)) {
            throw GraphCheck.inconsistent(
                    "The output " + declared.name() + " has no values: its shape is " + dims + ".");
        }
        Port port = new Port(
                declared.name(),
                row,
                ElementType.numberType(declared.type() == ElementType.STRING ? declared.type() : type));
        ports.add(port);
        compare(port, declared, notes);
        int carrier = ElementType.carrier(type);
        String served = name;
        if (carrier != type) {
            served = name + "_cast";
            nodes.add(NodeDef.cast(name, served, carrier));
            if (type == ElementType.FLOAT16) {
                halves.add(served);
            }
        }
        outputs.add(new ValueDef(served, carrier, dims));
    }

    /** Some writers declare a width of one whatever comes. */
    private static void compare(Port port, ValueDef declared, List<String> notes) {
        List<Long> dims = declared.dims();
        if (dims == null || dims.size() < 2) {
            return;
        }
        long width = TensorReader.count(dims.subList(1, dims.size()).stream()
                .map(size -> Math.max(0, size))
                .toList());
        if (width > 0 && width != port.width()) {
            notes.add("The file declares " + width + " for the width of the output " + port.name() + ", a row gives "
                    + port.width() + ".");
        }
    }
}
