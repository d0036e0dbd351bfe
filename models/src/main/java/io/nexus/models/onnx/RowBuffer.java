package io.nexus.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory that a row is written to or read from, shared with ONNX Runtime. Not thread-safe. */
final class RowBuffer {
    private final int count;
    private final OnnxTensor tensor;
    private final @Nullable FloatBuffer floats;
    private final @Nullable DoubleBuffer doubles;
    private final @Nullable LongBuffer longs;

    private final boolean isHalf;

    private RowBuffer(int type, long[] shape, int count, boolean isHalf) throws OrtException {
        this.count = count;
        this.isHalf = isHalf;
        ByteBuffer memory =
                ByteBuffer.allocateDirect(count * ElementType.bytes(type)).order(ByteOrder.nativeOrder());
        floats = type == ElementType.FLOAT ? memory.asFloatBuffer() : null;
        doubles = type == ElementType.DOUBLE ? memory.asDoubleBuffer() : null;
        longs = type == ElementType.INT64 ? memory.asLongBuffer() : null;
        if (floats != null) {
            tensor = OnnxTensor.createTensor(Ort.environment(), floats, shape);
        } else if (doubles != null) {
            tensor = OnnxTensor.createTensor(Ort.environment(), doubles, shape);
        } else if (longs != null) {
            tensor = OnnxTensor.createTensor(Ort.environment(), longs, shape);
        } else {
            throw new IllegalArgumentException("no row of element type " + type);
        }
    }

    /** Memory for a value of known shape, of floats, doubles or 64 bit numbers. */
    static RowBuffer of(ValueDef value) throws OrtException {
        return of(value, false);
    }

    /** The same; its floats are rounded to 16 bits if the value is a half. */
    static RowBuffer of(ValueDef value, boolean isHalf) throws OrtException {
        List<Long> dims = value.dims() == null ? List.of() : value.dims();
        long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
        return new RowBuffer(value.type(), shape, Math.toIntExact(TensorReader.count(dims)), isHalf);
    }

    int count() {
        return count;
    }

    OnnxTensor tensor() {
        return tensor;
    }

    /** Writes numbers as they are cast to the element type. */
    void write(double[] row, int offset) {
        if (floats != null) {
            for (int i = 0; i < count; i++) {
                float value = (float) row[offset + i];
                floats.put(i, isHalf ? Half.rounded(value) : value);
            }
        } else if (doubles != null) {
            doubles.put(0, row, offset, count);
        } else if (longs != null) {
            for (int i = 0; i < count; i++) {
                longs.put(i, (long) row[offset + i]);
            }
        }
    }

    void read(double[] row, int offset) {
        if (floats != null) {
            for (int i = 0; i < count; i++) {
                row[offset + i] = isHalf ? Half.rounded(floats.get(i)) : floats.get(i);
            }
        } else if (doubles != null) {
            doubles.get(0, row, offset, count);
        } else if (longs != null) {
            for (int i = 0; i < count; i++) {
                row[offset + i] = longs.get(i);
            }
        }
    }
}
