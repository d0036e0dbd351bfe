package io.nexus.models.onnx;

import java.util.List;

/** Writes a model as ONNX Runtime reads it. Names of nodes are left out. */
final class ModelWriter {
    private ModelWriter() {}

    static byte[] bytes(OnnxModel model) {
        ProtoWriter graph = new ProtoWriter();
        model.graph().nodes().forEach(node -> graph.message(1, node(node)));
        graph.text(2, "model");
        model.graph().constants().forEach(tensor -> graph.message(5, tensor(tensor)));
        model.graph().inputs().forEach(value -> graph.message(11, value(value)));
        model.graph().outputs().forEach(value -> graph.message(12, value(value)));
        model.graph().hints().forEach(value -> graph.message(13, value(value)));
        ProtoWriter all = new ProtoWriter().number(1, model.ir()).message(7, graph);
        for (OnnxModel.Opset opset : model.opsets()) {
            all.message(8, new ProtoWriter().text(1, opset.domain()).number(2, opset.version()));
        }
        return all.toBytes();
    }

    private static ProtoWriter node(NodeDef node) {
        ProtoWriter out = new ProtoWriter();
        node.inputs().forEach(name -> out.text(1, name));
        node.outputs().forEach(name -> out.text(2, name));
        out.text(4, node.operator());
        node.attributes().forEach(attribute -> out.message(5, attribute(attribute)));
        return out.text(7, node.domain());
    }

    private static ProtoWriter attribute(AttributeDef attribute) {
        ProtoWriter out = new ProtoWriter().text(1, attribute.name);
        switch (attribute.type) {
            case AttributeDef.FLOAT -> out.float32(2, attribute.number);
            case AttributeDef.INT -> out.number(3, attribute.integer);
            case AttributeDef.TEXT -> out.text(4, attribute.text);
            case AttributeDef.FLOATS -> {
                for (float value : attribute.floats) {
                    out.float32(7, value);
                }
            }
            case AttributeDef.INTS -> {
                for (long value : attribute.ints) {
                    out.number(8, value);
                }
            }
            case AttributeDef.TEXTS -> attribute.texts.forEach(text -> out.text(9, text));
            default -> {
                TensorDef tensor = attribute.tensor;
                if (tensor != null) {
                    out.message(5, tensor(tensor));
                }
            }
        }
        return out.number(20, attribute.type);
    }

    private static ProtoWriter tensor(TensorDef tensor) {
        ProtoWriter out = new ProtoWriter();
        tensor.dims().forEach(size -> out.number(1, size));
        out.number(2, tensor.type());
        tensor.texts().forEach(text -> out.text(6, text));
        out.text(8, tensor.name());
        return tensor.type() == ElementType.STRING ? out : out.slice(9, tensor.data());
    }

    private static ProtoWriter value(ValueDef value) {
        ProtoWriter out = new ProtoWriter().text(1, value.name());
        if (value.type() == 0) {
            return out;
        }
        ProtoWriter tensor = new ProtoWriter().number(1, value.type());
        List<Long> dims = value.dims();
        if (dims != null) {
            ProtoWriter shape = new ProtoWriter();
            for (long size : dims) {
                ProtoWriter dim = new ProtoWriter();
                shape.message(1, size >= 0 ? dim.number(1, size) : dim);
            }
            tensor.message(2, shape);
        }
        return out.message(2, new ProtoWriter().message(1, tensor));
    }
}
