package io.nexus.models.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Inputs and outputs that an ONNX file declares, read from the wire without any library.
 *
 * @param inputs in the graph's order, without initializers
 * @param outputs in the graph's order */
public record OnnxContract(List<Port> inputs, List<Port> outputs) {

    /** A named tensor.
     *
     * @param elementType as in TensorProto: 1 float, 7 int64, 11 double
     * @param dimensions -1 where the file leaves one open */
    public record Port(String name, int elementType, List<Long> dimensions) {
        /** Product of the dimensions behind the first (the batch); -1 if one of them is open. */
        public long width() {
            long width = 1;
            for (int i = 1; i < dimensions.size(); i++) {
                if (dimensions.get(i) < 0) {
                    return -1;
                }
                width *= dimensions.get(i);
            }
            return width;
        }
    }

    /** Contract of a file.
     *
     * @throws IllegalArgumentException if the bytes are no ONNX model */
    public static OnnxContract read(byte[] model) {
        List<Port> inputs = new ArrayList<>();
        List<Port> outputs = new ArrayList<>();
        byte[] graph = null;
        for (ProtoField field : ProtoField.all(model)) {
            graph = field.number() == 7 ? field.bytes() : graph;
        }
        if (graph == null) {
            throw new IllegalArgumentException("no graph in the model");
        }
        List<String> constants = new ArrayList<>();
        for (ProtoField field : ProtoField.all(graph)) {
            switch (field.number()) {
                case 5 -> constants.add(text(field.bytes(), 8));
                case 11 -> inputs.add(port(field.bytes()));
                case 12 -> outputs.add(port(field.bytes()));
                default -> {}
            }
        }
        inputs.removeIf(port -> constants.contains(port.name()));
        return new OnnxContract(List.copyOf(inputs), List.copyOf(outputs));
    }

    private static Port port(byte[] valueInfo) {
        byte[] tensor = nested(nested(valueInfo, 2), 1);
        long elementType = 0;
        List<Long> dimensions = new ArrayList<>();
        for (ProtoField field : ProtoField.all(tensor)) {
            if (field.number() == 1) {
                elementType = field.value();
            }
        }
        for (ProtoField dimension : ProtoField.all(nested(tensor, 2))) {
            long size = -1;
            for (ProtoField field : ProtoField.all(dimension.bytes())) {
                size = field.number() == 1 ? field.value() : size;
            }
            dimensions.add(size);
        }
        return new Port(text(valueInfo, 1), (int) elementType, List.copyOf(dimensions));
    }

    private static byte[] nested(byte[] message, int number) {
        byte[] found = {};
        for (ProtoField field : ProtoField.all(message)) {
            found = field.number() == number ? field.bytes() : found;
        }
        return found;
    }

    private static String text(byte[] message, int number) {
        return new String(nested(message, number), StandardCharsets.UTF_8);
    }
}
