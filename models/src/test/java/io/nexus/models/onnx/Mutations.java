package io.nexus.models.onnx;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damaged copies of a file: bytes flipped, cut, repeated, and numbers of the parsed model changed. */
final class Mutations {
    private static final long[] ODD = {
        0, 1, -1, 2, 3, 7, 255, 1 << 20, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final float[] ODD_FLOATS = {0, -1, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, -0f, 0.5f};

    private final SplittableRandom random;

    Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] of(byte[] content) {
        if (random.nextBoolean()) {
            return bytes(content);
        }
        try {
            return ModelWriter.bytes(model(ModelReader.read(content, Limits.DEFAULT)));
        } catch (RefusedException e) {
            return bytes(content);
        }
    }

    private byte[] bytes(byte[] content) {
        byte[] changed = content.clone();
        int at = random.nextInt(changed.length);
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                return Arrays.copyOf(changed, at);
            }
            case 2 -> {
                int length = Math.min(random.nextInt(1, 64), changed.length - at);
                byte[] longer = Arrays.copyOf(changed, changed.length + length);
                System.arraycopy(changed, at, longer, at + length, changed.length - at);
                return longer;
            }
            case 3 -> Arrays.fill(changed, at, Math.min(changed.length, at + random.nextInt(1, 9)), (byte) 0xff);
            default -> {
                // The structure of an ONNX file is mostly at its start and end.
                int near = random.nextInt(Math.min(changed.length, 400));
                changed[random.nextBoolean() ? near : changed.length - 1 - near] = (byte) random.nextInt(256);
            }
        }
        return changed;
    }

    private OnnxModel model(OnnxModel model) {
        OnnxModel.Body graph = model.graph();
        List<NodeDef> nodes = new ArrayList<>(graph.nodes());
        List<TensorDef> constants = new ArrayList<>(graph.constants());
        List<ValueDef> inputs = new ArrayList<>(graph.inputs());
        int changes = random.nextInt(1, 3);
        for (int i = 0; i < changes; i++) {
            int what = random.nextInt(10);
            if (what < 6 && !nodes.isEmpty()) {
                int at = random.nextInt(nodes.size());
                nodes.set(at, node(nodes.get(at), nodes));
            } else if (what < 8 && !constants.isEmpty()) {
                int at = random.nextInt(constants.size());
                constants.set(at, constant(constants.get(at)));
            } else if (!inputs.isEmpty()) {
                int at = random.nextInt(inputs.size());
                inputs.set(
                        at,
                        new ValueDef(
                                inputs.get(at).name(),
                                random.nextInt(1, 14),
                                dims(inputs.get(at).dims())));
            }
        }
        return model.withGraph(new OnnxModel.Body(nodes, constants, inputs, graph.outputs(), List.of()));
    }

    private NodeDef node(NodeDef node, List<NodeDef> others) {
        NodeDef other = others.get(random.nextInt(others.size()));
        if (node.attributes().isEmpty() || random.nextInt(4) == 0) {
            return random.nextBoolean()
                    ? new NodeDef(other.domain(), other.operator(), node.inputs(), node.outputs(), node.attributes())
                    : node.withInputs(other.inputs());
        }
        List<AttributeDef> attributes = new ArrayList<>(node.attributes());
        int at = random.nextInt(attributes.size());
        if (random.nextInt(8) == 0) {
            attributes.remove(at);
        } else {
            attributes.set(at, attribute(attributes.get(at)));
        }
        return node.withAttributes(attributes);
    }

    private AttributeDef attribute(AttributeDef old) {
        return switch (old.type) {
            case AttributeDef.INT -> AttributeDef.ofInt(old.name, odd());
            case AttributeDef.FLOAT -> AttributeDef.ofFloat(old.name, oddFloat());
            case AttributeDef.INTS -> AttributeDef.ofInts(old.name, ints(old.ints));
            case AttributeDef.FLOATS -> AttributeDef.ofFloats(old.name, floats(old.floats));
            case AttributeDef.TEXT -> AttributeDef.ofText(
                    old.name,
                    List.of("", "LOGISTIC", "SOFTMAX", "PROBIT", "Relu", "RBF").get(random.nextInt(6)));
            case AttributeDef.TEXTS -> AttributeDef.ofTexts(
                    old.name, old.texts.subList(0, random.nextInt(old.texts.size() + 1)));
            default -> old.tensor == null ? old : AttributeDef.ofTensor(old.name, constant(old.tensor));
        };
    }

    private long[] ints(long[] old) {
        long[] changed = Arrays.copyOf(old, random.nextInt(4) == 0 ? random.nextInt(old.length + 2) : old.length);
        if (changed.length > 0) {
            int at = random.nextInt(changed.length);
            changed[at] = random.nextBoolean() ? odd() : changed[random.nextInt(changed.length)];
        }
        return changed;
    }

    private float[] floats(float[] old) {
        float[] changed = Arrays.copyOf(old, random.nextInt(4) == 0 ? random.nextInt(old.length + 2) : old.length);
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = oddFloat();
        }
        return changed;
    }

    private TensorDef constant(TensorDef old) {
        if (old.isIndex() && random.nextBoolean()) {
            long[] changed = old.longs();
            if (changed.length > 0) {
                changed[random.nextInt(changed.length)] = odd();
            }
            return TensorDef.ofLongs(old.name(), old.dims(), changed);
        }
        if (old.type() == ElementType.FLOAT && random.nextBoolean()) {
            float[] changed = floats(old.floats());
            return TensorDef.ofFloats(
                    old.name(), changed.length == old.count() ? old.dims() : dims(old.dims()), changed);
        }
        List<Long> dims = new ArrayList<>(old.dims());
        if (dims.size() > 1) {
            dims.add(dims.remove(0));
        } else {
            dims.add(1L);
        }
        return new TensorDef(old.name(), old.type(), dims, old.data(), old.texts());
    }

    private List<Long> dims(List<Long> old) {
        List<Long> dims = old == null ? new ArrayList<>() : new ArrayList<>(old);
        if (dims.isEmpty() || random.nextInt(4) == 0) {
            dims.add(random.nextLong(-1, 5));
        } else {
            dims.set(random.nextInt(dims.size()), random.nextBoolean() ? odd() : random.nextLong(1, 40));
        }
        return dims;
    }

    private long odd() {
        return ODD[random.nextInt(ODD.length)];
    }

    private float oddFloat() {
        return ODD_FLOATS[random.nextInt(ODD_FLOATS.length)];
    }
}
