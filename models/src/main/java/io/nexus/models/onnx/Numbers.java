package io.nexus.models.onnx;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;

/** A list of numbers that grows as fields of it arrive, packed or one by one. */
final class Numbers {
    private static final int FIRST_SIZE = 8;

    private final Budget budget;
    private long[] longs = new long[0];
    private int size;

    Numbers(Budget budget) {
        this.budget = budget;
    }

    /** Adds whole numbers of seven bits a byte. */
    void addVarints(WireReader field) throws RefusedException {
        if (!field.isBlock()) {
            add(field.value());
            return;
        }
        WireReader packed = field.message();
        while (packed.hasMore()) {
            add(packed.varint());
        }
    }

    /** Adds numbers of a fixed size in bytes, as their bits. */
    void addFixed(WireReader field, int bytes) throws RefusedException {
        if (!field.isBlock()) {
            add(field.value());
            return;
        }
        Slice packed = field.block();
        if (packed.length() % bytes != 0) {
            throw field.broken("a list of " + packed.length() + " bytes for numbers of " + bytes);
        }
        var numbers = packed.littleEndian();
        while (numbers.hasRemaining()) {
            add(bytes == Integer.BYTES ? numbers.getInt() : numbers.getLong());
        }
    }

    int size() {
        return size;
    }

    long[] longs() {
        return Arrays.copyOf(longs, size);
    }

    float[] floats() {
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = Float.intBitsToFloat((int) longs[i]);
        }
        return floats;
    }

    private void add(long number) throws RefusedException {
        budget.take(1);
        if (size == longs.length) {
            longs = Arrays.copyOf(longs, Math.max(FIRST_SIZE, size * 2));
        }
        longs[size++] = number;
    }
}
