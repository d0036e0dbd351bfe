package io.nexus.models.net;

import java.util.ArrayList;
import java.util.List;

/** Sizes of one row of values without the batch, row-major; empty for a single number. */
public record Shape(List<Integer> sizes) {
    public Shape {
        sizes = List.copyOf(sizes);
        for (int size : sizes) {
            if (size <= 0) {
                throw new IllegalArgumentException("a size must be positive, was " + size);
            }
        }
    }

    public static Shape of(int... sizes) {
        List<Integer> list = new ArrayList<>(sizes.length);
        for (int size : sizes) {
            list.add(size);
        }
        return new Shape(list);
    }

    public int rank() {
        return sizes.size();
    }

    public int size(int axis) {
        return sizes.get(axis);
    }

    /** Size of the last axis; 1 for a single number. */
    public int last() {
        return sizes.isEmpty() ? 1 : sizes.get(sizes.size() - 1);
    }

    /** How many values; Long.MAX_VALUE if more than that. */
    public long count() {
        long count = 1;
        for (int size : sizes) {
            if (count > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            count *= size;
        }
        return count;
    }

    /** How many rows of {@link #last()} values. */
    public int rows() {
        return Math.toIntExact(count() / last());
    }

    /** The same with another size of one axis. */
    public Shape with(int axis, int size) {
        List<Integer> changed = new ArrayList<>(sizes);
        changed.set(axis, size);
        return new Shape(changed);
    }

    /** The same with another size of the last axis. */
    public Shape withLast(int size) {
        return with(rank() - 1, size);
    }

    @Override
    public String toString() {
        return sizes.toString();
    }
}
