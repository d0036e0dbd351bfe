package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.pickle.Tuple;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a pickle holds at its top: a model, or a map, list or tuple with a model, what prepares its rows, and the
 * feature names. */
final class Contents {
    private static final int MOST_NAMES = 10_000;
    private static final Set<String> NAMES_OF_FEATURES = Set.of(
            "features", "feature_names", "feature_columns", "feature_cols", "columns", "feature_names_in_", "names");
    private static final Pattern TARGET = Pattern.compile("(^|_)(y|target|label)(_|$)");
    private static final Set<String> INERT = Set.of("LabelEncoder", "LabelBinarizer");

    private final List<Instance> models = new ArrayList<>();
    private final List<Instance> transformers = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<String> featureNames = List.of();
    private @Nullable Instance target;

    private Contents() {}

    static Contents of(Object root) throws RefusedException {
        Contents contents = new Contents();
        contents.walk(root);
        if (contents.models.isEmpty()) {
            throw Refusals.noModel(
                    contents.transformers.isEmpty()
                            ? "the pickle holds " + described(root) + ", no model"
                            : "the pickle holds a "
                                    + Refusals.shown(
                                            contents.transformers.get(0).name()) + " but no model");
        }
        if (contents.models.size() > 1) {
            throw Refusals.unsupportedMany(
                    contents.models.size(),
                    contents.models.get(0).name(),
                    contents.models.get(1).name());
        }
        contents.requireClearOrder();
        return contents;
    }

    /** What fills in missing values comes first as a rule; where the file has it later, nobody can tell what came before what. */
    private void requireClearOrder() throws RefusedException {
        for (int i = 1; i < transformers.size(); i++) {
            if (transformers.get(i).name().endsWith("Imputer")) {
                throw Refusals.unsupported("the order of the "
                        + Refusals.shown(transformers.get(i - 1).name()) + " and the "
                        + Refusals.shown(transformers.get(i).name())
                        + " beside the model is not known; put them into one Pipeline with it");
            }
        }
    }

    Instance model() {
        return models.get(0);
    }

    /** What prepares the rows, in the order of the file. */
    List<Instance> transformers() {
        return transformers;
    }

    /** What scaled the target in training, which leads the prediction back; null if there is none. */
    @Nullable
    Instance target() {
        return target;
    }

    List<String> featureNames() {
        return featureNames;
    }

    private void walk(Object root) {
        List<Object> open = new ArrayList<>(List.of(root));
        for (int i = 0; i < open.size(); i++) {
            Object value = open.get(i);
            if (value instanceof Instance instance && seen.add(value)) {
                add(instance);
            } else if (value instanceof Map<?, ?> map && seen.add(value)) {
                map.forEach((key, part) -> {
                    takeNames(key, part);
                    takeTarget(key, part);
                });
                open.addAll(map.values());
            } else if (value instanceof List<?> list && seen.add(value)) {
                takeNames("features", list);
                open.addAll(list);
            } else if (value instanceof Tuple tuple && seen.add(value)) {
                open.addAll(tuple.items());
            }
        }
    }

    /** Takes the scaler of the target by its name. */
    private void takeTarget(Object key, Object value) {
        boolean isTarget = key instanceof String name
                && TARGET.matcher(name.toLowerCase(Locale.ROOT)).find()
                && value instanceof Instance scaler
                && scaler.module().startsWith("sklearn.")
                && (Scalers.reads(scaler.name()) || scaler.name().equals("PowerTransformer"));
        if (isTarget && value instanceof Instance scaler && target == null && seen.add(value)) {
            target = scaler;
        }
    }

    private static String described(Object root) {
        if (root instanceof Instance instance) {
            return "a " + Refusals.shown(instance.type().toString());
        }
        if (root instanceof NumpyArray array) {
            return "an array of " + array.size() + " elements";
        }
        if (root instanceof Map<?, ?> map) {
            return "a map of " + map.size() + " entries";
        }
        int size = root instanceof List<?> list
                ? list.size()
                : root instanceof Tuple tuple ? tuple.items().size() : -1;
        return size >= 0 ? "a list of " + size + " values" : "a single value";
    }

    private void add(Instance instance) {
        String module = instance.module();
        boolean isLibrary =
                module.startsWith("sklearn.") || module.startsWith("xgboost.") || module.startsWith("lightgbm.");
        if (!isLibrary || INERT.contains(instance.name())) {
            return;
        }
        if (Pipelines.isTransformer(instance)) {
            transformers.add(instance);
        } else {
            models.add(instance);
        }
    }

    private void takeNames(Object key, Object value) {
        boolean isNamed = key instanceof String name && NAMES_OF_FEATURES.contains(name.toLowerCase(Locale.ROOT));
        if (!isNamed || !featureNames.isEmpty()) {
            return;
        }
        List<?> items =
                value instanceof List<?> list ? list : value instanceof Tuple tuple ? tuple.items() : texts(value);
        List<String> names = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text)) {
                return;
            }
            names.add(text);
        }
        featureNames = List.copyOf(names);
    }

    private static List<Object> texts(Object value) {
        try {
            return value instanceof NumpyArray array && array.size() <= MOST_NAMES
                    ? array.values()
                    : PandasIndex.labels(value);
        } catch (RefusedException e) {
            return List.of();
        }
    }
}
