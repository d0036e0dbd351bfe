package io.nexus.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Builds an ONNX model of double tensors, node by node; not thread-safe.
 *
 * <p>Field numbers are those of onnx.proto3: Model {1 ir version, 2 producer, 7 graph, 8 opset {1 domain, 2 version}},
 * Graph {1 node, 2 name, 5 initializer, 11 input, 12 output}, Node {1 input, 2 output, 3 name, 4 operator, 5 attribute},
 * Attribute {1 name, 3 int, 20 type}, Tensor {1 dimension, 2 type, 8 name, 9 raw little-endian data}, ValueInfo {1 name,
 * 2 type {1 tensor {1 element, 2 shape {1 dimension {1 value | 2 name}}}}}. */
final class OnnxGraph {
    static final int DOUBLE = 11;

    private static final int INT64 = 7;
    private static final int IR_VERSION = 9;
    private static final int OPSET = 17;
    private static final int INT_ATTRIBUTE = 2;

    private final ProtoWriter nodes = new ProtoWriter();
    private final ProtoWriter initializers = new ProtoWriter();
    private final ProtoWriter inputs = new ProtoWriter();
    private final ProtoWriter outputs = new ProtoWriter();

    OnnxGraph input(String name, int width) {
        inputs.message(11, value(name, width));
        return this;
    }

    OnnxGraph output(String name, int width) {
        outputs.message(12, value(name, width));
        return this;
    }

    OnnxGraph scalar(String name, double value) {
        byte[] data = littleEndian().putDouble(value).array();
        initializers.message(
                5, new ProtoWriter().number(2, DOUBLE).text(8, name).raw(9, data));
        return this;
    }

    OnnxGraph axis(String name, long value) {
        byte[] data = littleEndian().putLong(value).array();
        initializers.message(
                5, new ProtoWriter().number(1, 1).number(2, INT64).text(8, name).raw(9, data));
        return this;
    }

    /** A node with one output, which is also its name. */
    OnnxGraph node(String operator, String output, String... from) {
        nodes.message(1, nodeMessage(operator, output, List.of(from)));
        return this;
    }

    /** A node with one integer attribute. */
    OnnxGraph node(String operator, String output, String from, Attribute attribute) {
        ProtoWriter attributeMessage = new ProtoWriter()
                .text(1, attribute.name())
                .number(3, attribute.value())
                .number(20, INT_ATTRIBUTE);
        nodes.message(1, nodeMessage(operator, output, List.of(from)).message(5, attributeMessage));
        return this;
    }

    record Attribute(String name, long value) {}

    byte[] toBytes(String name) {
        byte[] graph = concat(
                nodes.toBytes(),
                new ProtoWriter().text(2, name).toBytes(),
                initializers.toBytes(),
                inputs.toBytes(),
                outputs.toBytes());
        return new ProtoWriter()
                .number(1, IR_VERSION)
                .text(2, "nexus")
                .raw(7, graph)
                .message(8, new ProtoWriter().text(1, "").number(2, OPSET))
                .toBytes();
    }

    private static ProtoWriter nodeMessage(String operator, String output, List<String> from) {
        ProtoWriter node = new ProtoWriter();
        for (String input : from) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, operator);
    }

    private static ProtoWriter value(String name, int width) {
        ProtoWriter shape = new ProtoWriter()
                .message(1, new ProtoWriter().text(2, "batch"))
                .message(1, new ProtoWriter().number(1, width));
        ProtoWriter tensor = new ProtoWriter().number(1, DOUBLE).message(2, shape);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }

    private static ByteBuffer littleEndian() {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
