package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.Map;

/** Names of columns that pandas wrote as an index. */
final class PandasIndex {
    private PandasIndex() {}

    /** Labels of an index, none if the value is something else. */
    static List<Object> labels(Object value) throws RefusedException {
        boolean isIndex = value instanceof Instance index
                && index.module().startsWith("pandas.")
                && index.name().equals("_new_Index")
                && index.arguments().size() == 2;
        if (!isIndex
                || !(value instanceof Instance index)
                || !(index.arguments().get(1) instanceof Map<?, ?> parts)) {
            return List.of();
        }
        return parts.get("data") instanceof NumpyArray data ? data.values() : List.of();
    }
}
