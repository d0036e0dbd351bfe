package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.None;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transformers one after the other, and the model at their end. */
final class Pipelines {
    private Pipelines() {}

    static Fitted read(Fields fields, Estimators estimators) throws RefusedException {
        List<Fitted> transformers = new ArrayList<>();
        Fitted last = null;
        List<Fields> open = new ArrayList<>();
        for (Object step : fields.list("steps")) {
            List<Object> pair = fields.items("steps", step);
            if (pair.size() != 2) {
                throw fields.other("steps");
            }
            if (last != null) {
                transformers.add(last);
                last = null;
            }
            if (isPassed(pair.get(1))) {
                continue;
            }
            Fields next = fields.of(fields.asInstance("steps", pair.get(1)));
            if (next.name().equals("FunctionTransformer") && !next.has("n_features_in_")) {
                open.add(next);
                continue;
            }
            last = estimators.read(next.owner());
            for (Fields function : open) {
                transformers.add(
                        Fitted.transformer(function.name(), TargetFunctions.of(function, "func", last.inputs())));
            }
            open.clear();
        }
        for (Fields function : open) {
            Stage before = last == null ? null : last.transform();
            if (last == null || before == null) {
                throw Refusals.unsupported(
                        "the pipeline has a FunctionTransformer that does not say how wide its rows are");
            }
            transformers.add(last);
            last = Fitted.transformer(function.name(), TargetFunctions.of(function, "func", before.outputs()));
        }
        if (last == null) {
            throw Refusals.noModel("the pipeline has no model at its end");
        }
        return joined(transformers, last);
    }

    static boolean isPassed(Object step) {
        return step == None.NONE || step.equals("passthrough");
    }

    /** The model behind the transformers. */
    static Fitted joined(List<Fitted> transformers, Fitted last) throws RefusedException {
        Stage before = null;
        StringBuilder kind = new StringBuilder("Pipeline (");
        for (Fitted transformer : transformers) {
            Stage next = transformer.transform();
            if (next == null) {
                throw Refusals.inconsistent("the step " + transformer.kind() + " of the pipeline transforms nothing");
            }
            before = before == null ? next : before.then(next);
            kind.append(transformer.kind()).append(", ");
        }
        return new Fitted(
                kind.append(last.kind()).append(')').toString(),
                after(before, last.transform()),
                after(before, last.prediction()),
                after(before, last.decision()),
                after(before, last.probabilities()),
                last.classes(),
                last.ports(),
                after(before, last.choice()));
    }

    private static @Nullable Stage after(@Nullable Stage before, @Nullable Stage answer) throws RefusedException {
        return before == null || answer == null ? answer : before.then(answer);
    }

    /** True if the instance only prepares rows. */
    static boolean isTransformer(Instance instance) {
        String name = instance.name();
        return Scalers.reads(name)
                || Columns.reads(name)
                || Encoders.reads(name)
                || Projections.reads(name)
                || Selectors.reads(name)
                || name.equals("PowerTransformer")
                || name.equals("SelectFromModel")
                || name.equals("ColumnTransformer")
                || name.equals("FeatureUnion");
    }
}
