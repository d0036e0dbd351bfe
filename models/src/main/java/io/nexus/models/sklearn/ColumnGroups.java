package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.None;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Transformers side by side, each on columns of its own. */
final class ColumnGroups {
    private static final String CHECK = "sklearn.utils.validation.check_array";

    private ColumnGroups() {}

    static Fitted read(Fields fields, Estimators estimators) throws RefusedException {
        boolean isUnion = fields.name().equals("FeatureUnion");
        List<Stage> parts = new ArrayList<>();
        for (Object item : fields.list(isUnion ? "transformer_list" : "transformers_")) {
            List<Object> group = fields.items("transformers_", item);
            if (group.size() != (isUnion ? 2 : 3)) {
                throw fields.other("transformers_");
            }
            Object transformer = group.get(1);
            if (transformer.equals("drop") || (isUnion && transformer == None.NONE)) {
                continue;
            }
            double weight = weight(fields, group.get(0));
            if (isUnion) {
                parts.add(times(
                        Pipelines.isPassed(transformer)
                                ? Stage.identity(fields.integer("n_features_in_"))
                                : transform(fields, transformer, estimators),
                        weight));
                continue;
            }
            int inputs = fields.integer("n_features_in_");
            int[] columns = columns(fields, group.get(2), inputs);
            if (columns.length > 0) {
                Stage selected = Stages.select(inputs, columns);
                parts.add(times(
                        Pipelines.isPassed(transformer)
                                ? selected
                                : selected.then(transform(fields, transformer, estimators)),
                        weight));
            }
        }
        return Fitted.transformer(fields.name(), Stages.concat(parts));
    }

    private static double weight(Fields fields, Object name) throws RefusedException {
        if (!fields.has("transformer_weights")) {
            return 1;
        }
        if (!(fields.need("transformer_weights") instanceof Map<?, ?> weights)) {
            throw fields.other("transformer_weights");
        }
        Object weight = weights.get(name);
        if (weight == null || weight == None.NONE) {
            return 1;
        }
        if (weight instanceof Number number) {
            return number.doubleValue();
        }
        throw fields.other("transformer_weights");
    }

    private static Stage times(Stage stage, double weight) {
        return weight == 1
                ? stage
                : stage.finish((values, count) -> {
                    for (int k = 0; k < count; k++) {
                        values[k] *= weight;
                    }
                });
    }

    private static Stage transform(Fields fields, Object transformer, Estimators estimators) throws RefusedException {
        Instance instance = fields.asInstance("transformers_", transformer);
        if (isIdentity(instance)) {
            return Stage.identity(fields.of(instance).integer("n_features_in_"));
        }
        Stage stage = estimators.read(instance).transform();
        if (stage == null) {
            throw Refusals.inconsistent("the " + Refusals.shown(instance.name()) + " transforms nothing");
        }
        return stage;
    }

    /** True for a function that only checks its rows. */
    private static boolean isIdentity(Instance instance) {
        Object function = instance.attribute("func");
        boolean isCheck = function instanceof Instance partial
                && partial.name().equals("partial")
                && partial.arguments().stream().map(Object::toString).toList().equals(List.of(CHECK));
        return instance.name().equals("FunctionTransformer") && (function == null || isCheck);
    }

    /** Columns by number, by truth value, or by name. */
    private static int[] columns(Fields fields, Object columns, int inputs) throws RefusedException {
        if (columns instanceof Instance slice && slice.name().equals("slice")) {
            return slice(fields, slice, inputs);
        }
        if (columns instanceof Instance kept && kept.name().equals("_RemainderColsList")) {
            return columns(fields, fields.of(kept).list("data"), inputs);
        }
        List<Object> labels = PandasIndex.labels(columns);
        List<Object> items = columns instanceof String || columns instanceof Long
                ? List.of(columns)
                : labels.isEmpty() ? fields.items("transformers_", columns) : labels;
        List<Object> names = fields.has("feature_names_in_")
                ? fields.list("feature_names_in_")
                : fields.has("_df_columns") ? PandasIndex.labels(fields.need("_df_columns")) : List.of();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item instanceof Boolean flag) {
                if (flag) {
                    places.add(i);
                }
            } else if (item instanceof Long place) {
                places.add((int) Math.max(Math.min(place < 0 ? place + inputs : place, inputs), -1));
            } else {
                places.add(names.indexOf(item));
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] slice(Fields fields, Instance slice, int inputs) throws RefusedException {
        List<Object> ends = slice.arguments();
        boolean isPlain = ends.size() == 3 && ends.get(2) == None.NONE;
        long from = isPlain && ends.get(0) instanceof Long start ? start : 0;
        long to = isPlain && ends.get(1) instanceof Long end ? end : inputs;
        from = from < 0 ? from + inputs : from;
        to = to < 0 ? to + inputs : to;
        if (!isPlain || from < 0 || to > inputs || from > to) {
            throw fields.other("transformers_");
        }
        return IntStream.range((int) from, (int) to).toArray();
    }
}
