package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Models that vote, models on top of models, and models of a transformed target. */
final class Ensembles {
    private Ensembles() {}

    static Fitted voting(Fields fields, Estimators estimators) throws RefusedException {
        boolean isClassifier = fields.name().equals("VotingClassifier");
        boolean isCounting = isClassifier && !fields.isText("voting", "soft");
        List<Stage> members = new ArrayList<>();
        StringBuilder kinds = new StringBuilder();
        for (Object member : fields.list("estimators_")) {
            Fitted fitted = estimators.read(fields.asInstance("estimators_", member));
            Stage answer =
                    isCounting ? Choices.of(fitted) : isClassifier ? fitted.probabilities() : fitted.prediction();
            if (answer == null) {
                throw Refusals.unsupported("the voting member " + fitted.kind() + " gives no "
                        + (isClassifier ? "probabilities" : "prediction"));
            }
            if (isCounting && fitted.classes().size() != Classes.of(fields).size()) {
                throw Refusals.unsupported(
                        "the voting member " + fitted.kind() + " knows other classes than the whole");
            }
            members.add(answer);
            kinds.append(kinds.isEmpty() ? "" : ", ").append(fitted.kind());
        }
        if (isCounting) {
            List<Object> classes = Classes.of(fields);
            Stage choices = Stages.concat(members);
            return Fitted.chooser(
                    fields.name() + " (" + kinds + ")",
                    choices.then(most(weights(fields, members.size()), classes.size())),
                    classes);
        }
        Stage mean = Stages.average(members, weights(fields, members.size()));
        String kind = fields.name() + " (" + kinds + ")";
        if (!isClassifier) {
            return Fitted.regressor(kind, mean);
        }
        return Fitted.classifier(kind, null, mean, Classes.of(fields));
    }

    /** The first class of those with the most votes. */
    private static Stage most(double[] weights, int classes) {
        return new Stage(weights.length, 1, () -> {
            double[] votes = new double[classes];
            return (in, out) -> {
                Arrays.fill(votes, 0);
                for (int m = 0; m < weights.length; m++) {
                    votes[(int) in[m]] += weights[m];
                }
                out[0] = Links.argmax(votes, classes);
            };
        });
    }

    /** Weights of the members that were not dropped. */
    private static double[] weights(Fields fields, int members) throws RefusedException {
        double[] ones = new double[members];
        Arrays.fill(ones, 1);
        double[] all = fields.numbersIfAny("weights");
        if (all == null) {
            return ones;
        }
        List<Object> named = fields.list("estimators");
        if (named.size() != all.length) {
            throw Refusals.inconsistent(
                    "the " + fields.name() + " has " + named.size() + " members and " + all.length + " weights");
        }
        double[] kept = new double[all.length];
        int count = 0;
        for (int m = 0; m < all.length; m++) {
            List<Object> pair = fields.items("estimators", named.get(m));
            if (pair.size() == 2 && !pair.get(1).equals("drop")) {
                kept[count++] = all[m];
            }
        }
        if (count != members) {
            throw Refusals.inconsistent(
                    "the " + fields.name() + " has " + members + " fitted members and " + count + " weights");
        }
        return Arrays.copyOf(kept, count);
    }

    static Fitted stacking(Fields fields, Estimators estimators) throws RefusedException {
        boolean isClassifier = fields.name().equals("StackingClassifier");
        List<Object> classes = isClassifier ? Classes.of(fields) : List.of();
        List<Object> members = fields.list("estimators_");
        List<Object> methods = fields.list("stack_method_");
        if (methods.size() != members.size()) {
            throw Refusals.inconsistent(
                    "the " + fields.name() + " has " + members.size() + " members and " + methods.size() + " methods");
        }
        List<Stage> parts = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            Fitted fitted = estimators.read(fields.asInstance("estimators_", members.get(m)));
            parts.add(part(fitted, methods.get(m), classes.size()));
        }
        if (fields.flag("passthrough", false) && !parts.isEmpty()) {
            parts.add(Stage.identity(parts.get(0).inputs()));
        }
        Fitted last = estimators.read(fields.instance("final_estimator_"));
        Fitted joined =
                Pipelines.joined(List.of(Fitted.transformer(members.size() + " models", Stages.concat(parts))), last);
        if (isClassifier && last.probabilities() == null) {
            throw Refusals.unsupported(
                    "the final estimator " + last.kind() + " of the StackingClassifier gives no probabilities");
        }
        return new Fitted(
                fields.name() + " of " + joined.kind(),
                null,
                joined.prediction(),
                joined.decision(),
                joined.probabilities(),
                classes,
                List.of());
    }

    private static Stage part(Fitted fitted, Object method, int classes) throws RefusedException {
        Stage answer = method.equals("predict_proba")
                ? fitted.probabilities()
                : method.equals("decision_function")
                        ? fitted.decision()
                        : fitted.isClassifier() ? null : fitted.prediction();
        if (answer == null) {
            throw Refusals.unsupported("the stacked member " + fitted.kind() + " is asked for what it does not give");
        }
        return method.equals("predict_proba") && classes == 2 ? answer.then(Stage.column(2, 1)) : answer;
    }

    static Fitted transformedTarget(Fields fields, Estimators estimators) throws RefusedException {
        Fitted inside = estimators.read(fields.instance("regressor_"));
        if (inside.prediction() == null) {
            throw Refusals.inconsistent("the TransformedTargetRegressor is built around " + inside.kind());
        }
        Instance transformer = fields.instance("transformer_");
        Stage way = transformer.name().equals("FunctionTransformer")
                ? TargetFunctions.inverse(
                        fields.of(transformer), inside.prediction().outputs())
                : Scalers.inverse(fields.of(transformer));
        return Fitted.regressor(
                "TransformedTargetRegressor (" + inside.kind() + ")",
                inside.prediction().then(way));
    }
}
