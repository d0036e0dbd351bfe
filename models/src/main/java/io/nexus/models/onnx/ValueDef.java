package io.nexus.models.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that a graph declares.
 *
 * @param type of its elements; 0 if it is no tensor or not declared
 * @param dims sizes, -1 where one is open; null if not declared */
record ValueDef(String name, int type, @Nullable List<Long> dims) {
    static final long OPEN = -1;

    ValueDef {
        dims = dims == null ? null : List.copyOf(dims);
    }

    static ValueDef untyped(String name) {
        return new ValueDef(name, 0, null);
    }
}
