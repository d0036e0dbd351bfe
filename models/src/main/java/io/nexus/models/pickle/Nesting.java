package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How deep the values of a pickle are nested; shared values count once. */
final class Nesting {
    private Nesting() {}

    /** Refuses values that can be reached by more steps than the limit only. */
    static void check(Object root, int limit) throws RefusedException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> level = List.of(root);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > limit) {
                throw Refusals.tooLarge("the pickle nests more than " + limit + " values");
            }
            List<Object> next = new ArrayList<>();
            for (Object value : level) {
                if (isContainer(value) && seen.add(value)) {
                    addParts(value, next);
                }
            }
            level = next;
        }
    }

    private static boolean isContainer(Object value) {
        return value instanceof Collection
                || value instanceof Map
                || value instanceof Tuple
                || value instanceof Instance
                || value instanceof NumpyArray;
    }

    private static void addParts(Object value, List<Object> parts) {
        if (value instanceof Collection<?> list) {
            parts.addAll(list);
        } else if (value instanceof Map<?, ?> map) {
            parts.addAll(map.keySet());
            parts.addAll(map.values());
        } else if (value instanceof Tuple tuple) {
            parts.addAll(tuple.items());
        } else if (value instanceof NumpyArray array) {
            parts.addAll(array.objects());
        } else if (value instanceof Instance instance) {
            parts.addAll(instance.arguments());
            parts.addAll(instance.attributes().values());
            parts.addAll(instance.items());
            parts.add(instance.state());
        }
    }
}
