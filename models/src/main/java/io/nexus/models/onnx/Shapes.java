package io.nexus.models.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types and shapes of the values of a graph, by name. Not thread-safe. */
final class Shapes {
    private final Map<String, ValueDef> known = new HashMap<>();

    /** A value; its dims are null if its rank is not known, and -1 where a size is not. */
    void put(ValueDef value) {
        known.put(value.name(), value);
    }

    @Nullable
    ValueDef get(String name) {
        return known.get(name);
    }

    int type(String name) {
        ValueDef value = known.get(name);
        return value == null ? 0 : value.type();
    }

    List<Long> dims(String name) {
        ValueDef value = known.get(name);
        List<Long> dims = value == null ? null : value.dims();
        return dims == null ? List.of() : dims;
    }

    boolean isKnown(String name) {
        ValueDef value = known.get(name);
        return value != null && value.dims() != null && value.dims().stream().allMatch(size -> size >= 0);
    }

    /** Number of elements; the largest int if there are more. */
    long count(String name) {
        long count = 1;
        for (long size : dims(name)) {
            count = Math.min(Integer.MAX_VALUE, count * Math.min(Integer.MAX_VALUE, size));
        }
        return count;
    }

    long last(String name) {
        List<Long> dims = dims(name);
        return dims.isEmpty() ? 1 : dims.get(dims.size() - 1);
    }
}
