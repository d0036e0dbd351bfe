package io.nexus.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A constant of a graph.
 *
 * @param data its elements, lowest byte first; empty for texts
 * @param texts its elements if they are texts, else empty */
record TensorDef(String name, int type, List<Long> dims, Slice data, List<String> texts) {
    TensorDef {
        dims = List.copyOf(dims);
        texts = List.copyOf(texts);
    }

    static TensorDef ofLongs(String name, List<Long> dims, long... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new TensorDef(name, ElementType.INT64, dims, Slice.of(data.array()), List.of());
    }

    static TensorDef ofFloats(String name, List<Long> dims, float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new TensorDef(name, ElementType.FLOAT, dims, Slice.of(data.array()), List.of());
    }

    TensorDef named(String other) {
        return new TensorDef(other, type, dims, data, texts);
    }

    int count() {
        return type == ElementType.STRING ? texts.size() : data.length() / ElementType.bytes(type);
    }

    /** Elements of a float tensor. */
    float[] floats() {
        float[] floats = new float[count()];
        data.littleEndian().asFloatBuffer().get(floats);
        return floats;
    }

    /** Whether the elements are whole numbers that {@link #longs} reads. */
    boolean isIndex() {
        return type == ElementType.INT64 || type == ElementType.INT32;
    }

    /** Elements of a tensor of 32 or 64 bit whole numbers. */
    long[] longs() {
        long[] longs = new long[count()];
        ByteBuffer elements = data.littleEndian();
        for (int i = 0; i < longs.length; i++) {
            longs[i] = type == ElementType.INT64 ? elements.getLong() : elements.getInt();
        }
        return longs;
    }
}
