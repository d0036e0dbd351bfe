package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A type of array elements while its state has not been read yet. */
final class DTypeShell {
    private DType type;
    private boolean isBuilt;

    DTypeShell(DType type) {
        this.type = type;
    }

    static DType of(Object value) throws RefusedException {
        if (value instanceof DTypeShell shell) {
            return shell.type;
        }
        throw Refusals.inconsistent("an array has no type");
    }

    /** Takes the state: (version, order, sub-array, names, fields, size, ...). */
    void build(Object state) throws RefusedException {
        if (isBuilt || !(state instanceof Tuple tuple) || tuple.items().size() < 5) {
            throw Refusals.inconsistent("the type of an array has a state that is not read");
        }
        isBuilt = true;
        List<Object> items = tuple.items();
        if (items.get(2) != None.NONE) {
            throw Refusals.unsupported("an array whose elements are arrays is not read");
        }
        if (items.size() > 5 && items.get(5) instanceof Long announced) {
            type = type.sized(announced);
        }
        type = type.ordered(">".equals(Calls.text(items.get(1))));
        if (items.get(4) instanceof Map<?, ?> fields) {
            type = type.structured(fields(fields));
        }
    }

    private static Map<String, DType.Field> fields(Map<?, ?> entries) throws RefusedException {
        Map<String, DType.Field> fields = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (!(entry.getValue() instanceof Tuple pair)
                    || pair.items().size() < 2
                    || !(pair.items().get(1) instanceof Long offset)) {
                throw Refusals.inconsistent("the type of an array has a field without a place");
            }
            long place = Math.min(Math.max(offset, -1), Integer.MAX_VALUE);
            fields.put(
                    Calls.text(entry.getKey()), new DType.Field(of(pair.items().get(0)), (int) place));
        }
        return fields;
    }
}
