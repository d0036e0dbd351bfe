package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Members of one kind that are averaged, weighted or counted. */
final class Committees {
    /** From this version on members of AdaBoost also vote against the classes that they did not choose. */
    private static final Version VOTES_AGAINST_SINCE = new Version(1, 3);
    /** From this version on AdaBoost knows one algorithm. */
    private static final Version ONE_ALGORITHM_SINCE = new Version(1, 6);

    private static final double EPS = 0x1p-52;

    private Committees() {}

    static boolean reads(String name) {
        return switch (name) {
            case "BaggingClassifier",
                    "BaggingRegressor",
                    "AdaBoostClassifier",
                    "AdaBoostRegressor",
                    "OneVsRestClassifier",
                    "OneVsOneClassifier" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields, Estimators estimators) throws RefusedException {
        List<Fitted> members = members(fields, estimators);
        String kind =
                fields.name() + " (" + members.size() + " of " + members.get(0).kind() + ")";
        return switch (fields.name()) {
            case "BaggingClassifier", "BaggingRegressor" -> bagging(fields, kind, members);
            case "AdaBoostClassifier" -> boosting(fields, kind, members);
            case "AdaBoostRegressor" -> median(fields, kind, members);
            case "OneVsRestClassifier" -> oneAgainstRest(fields, kind, members);
            default -> oneAgainstOne(fields, kind, members);
        };
    }

    private static List<Fitted> members(Fields fields, Estimators estimators) throws RefusedException {
        List<Fitted> members = new ArrayList<>();
        for (Object member : fields.list("estimators_")) {
            Instance instance = fields.asInstance("estimators_", member);
            members.add(estimators.read(instance));
        }
        if (members.isEmpty()) {
            throw fields.other("estimators_");
        }
        return members;
    }

    private static Fitted bagging(Fields fields, String kind, List<Fitted> members) throws RefusedException {
        boolean isClassifier = fields.name().endsWith("Classifier");
        List<Object> columns = fields.list("estimators_features_");
        int inputs = Forests.features(fields);
        if (columns.size() != members.size()) {
            throw fields.other("estimators_features_");
        }
        List<Object> classes = isClassifier ? Classes.of(fields) : List.of();
        List<Stage> parts = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            Fitted member = members.get(m);
            double[] own = fields.numbers("estimators_features_", columns.get(m));
            int[] places = Arrays.stream(own).mapToInt(place -> (int) place).toArray();
            Stage answer = isClassifier
                    ? member.probabilities() == null ? vote(member, classes.size()) : member.probabilities()
                    : member.prediction();
            if (answer == null) {
                throw Refusals.inconsistent("the member " + member.kind() + " gives no prediction");
            }
            if (isClassifier && member.classes().size() != classes.size()) {
                throw Refusals.unsupported("a member of the BaggingClassifier knows other classes than the whole");
            }
            parts.add(Stages.select(inputs, places).then(answer));
        }
        double[] ones = new double[parts.size()];
        Arrays.fill(ones, 1);
        Stage mean = Stages.average(parts, ones);
        return isClassifier ? Fitted.classifier(kind, null, mean, classes) : Fitted.regressor(kind, mean);
    }

    /** A one for the class that a member chooses. */
    private static Stage vote(Fitted member, int classes) throws RefusedException {
        if (member.classes().size() != classes) {
            throw Refusals.unsupported("the member " + member.kind() + " knows other classes than the whole");
        }
        return Choices.of(member).then(Stage.pure(1, classes, (in, out) -> {
            Arrays.fill(out, 0, classes, 0);
            out[(int) in[0]] = 1;
        }));
    }

    private static Fitted boosting(Fields fields, String kind, List<Fitted> members) throws RefusedException {
        List<Object> classes = Classes.of(fields);
        int count = classes.size();
        double[] all = fields.finite("estimator_weights_", fields.numbers("estimator_weights_"));
        if (all.length < members.size() || count < 2) {
            throw fields.other("estimator_weights_");
        }
        double[] weights = Arrays.copyOf(all, members.size());
        Version version = Version.of(fields.owner());
        boolean isReal = !version.isAtLeast(ONE_ALGORITHM_SINCE) && fields.isText("algorithm", "SAMME.R");
        double against = version.isAtLeast(VOTES_AGAINST_SINCE) ? -1.0 / (count - 1) : 0;
        List<Stage> parts = new ArrayList<>();
        for (Fitted member : members) {
            if (isReal) {
                Stage probabilities = member.probabilities();
                if (probabilities == null || probabilities.outputs() != count) {
                    throw Refusals.unsupported("the boosted member " + member.kind() + " gives no probabilities");
                }
                parts.add(probabilities.finish(Committees::logarithms));
            } else {
                parts.add(vote(member, count).finish((values, size) -> {
                    for (int k = 0; k < size; k++) {
                        values[k] = values[k] == 1 ? 1 : against;
                    }
                }));
            }
        }
        double[] ones = new double[parts.size()];
        Arrays.fill(ones, 1);
        double total = 0;
        for (double weight : all) {
            total += weight;
        }
        double divisor = total;
        Stage sum = Stages.weighted(parts, isReal ? ones : weights, divisor);
        Stage decision = count == 2 ? sum.then(Stage.pure(2, 1, (in, out) -> out[0] = in[1] - in[0])) : sum;
        Stage probabilities = count == 2
                ? decision.then(Stage.pure(1, 2, (in, out) -> {
                            out[0] = -in[0] / 2;
                            out[1] = in[0] / 2;
                        }))
                        .finish(Links::softmax)
                : decision.finish((values, size) -> {
                    for (int k = 0; k < size; k++) {
                        values[k] /= size - 1;
                    }
                    Links.softmax(values, size);
                });
        return Fitted.classifier(kind, decision, probabilities, classes);
    }

    private static void logarithms(double[] values, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            values[k] = Math.log(Math.max(values[k], EPS));
            sum += values[k];
        }
        double mean = 1.0 / count * sum;
        for (int k = 0; k < count; k++) {
            values[k] = (count - 1) * (values[k] - mean);
        }
    }

    /** The weighted median of the members. */
    private static Fitted median(Fields fields, String kind, List<Fitted> members) throws RefusedException {
        List<Stage> parts = new ArrayList<>();
        for (Fitted member : members) {
            if (member.prediction() == null || member.prediction().outputs() != 1) {
                throw Refusals.unsupported("the boosted member " + member.kind() + " gives no prediction");
            }
            parts.add(member.prediction());
        }
        int count = parts.size();
        double[] weights = fields.finite("estimator_weights_", fields.numbers("estimator_weights_"));
        if (weights.length < count) {
            throw fields.other("estimator_weights_");
        }
        Stage all = Stages.concat(parts);
        Stage middle = new Stage(count, 1, () -> {
            int[] order = new int[count];
            return (in, out) -> {
                for (int m = 0; m < count; m++) {
                    int at = m;
                    while (at > 0 && in[order[at - 1]] > in[m]) {
                        order[at] = order[at - 1];
                        at--;
                    }
                    order[at] = m;
                }
                double total = 0;
                for (int m = 0; m < count; m++) {
                    total += weights[order[m]];
                }
                double sum = 0;
                for (int m = 0; m < count; m++) {
                    sum += weights[order[m]];
                    if (sum >= 0.5 * total) {
                        out[0] = in[order[m]];
                        return;
                    }
                }
                out[0] = in[order[count - 1]];
            };
        });
        return Fitted.regressor(kind, all.then(middle));
    }

    private static Stage second(Fitted member) throws RefusedException {
        Stage probabilities = member.probabilities();
        if (probabilities == null || probabilities.outputs() != 2) {
            throw Refusals.unsupported("the member " + member.kind() + " gives no probability");
        }
        return probabilities.then(Stage.column(2, 1));
    }

    /** The decision of a member for its second class, else its probability. */
    private static Stage confidence(Fitted member) throws RefusedException {
        return member.decision() != null && member.decision().outputs() == 1 ? member.decision() : second(member);
    }

    private static Fitted oneAgainstRest(Fields fields, String kind, List<Fitted> members) throws RefusedException {
        List<Object> classes = Classes.checked(
                fields, fields.of(fields.instance("label_binarizer_")).list("classes_"));
        boolean isBinary = members.size() == 1 && classes.size() == 2;
        if (!isBinary && members.size() != classes.size()) {
            throw Refusals.unsupported(
                    "the OneVsRestClassifier has " + members.size() + " members for " + classes.size() + " classes");
        }
        List<Stage> scores = new ArrayList<>();
        List<Stage> shares = new ArrayList<>();
        for (Fitted member : members) {
            scores.add(confidence(member));
            if (member.probabilities() != null) {
                shares.add(second(member));
            }
        }
        Stage decision = Stages.concat(scores);
        if (shares.size() != members.size()) {
            return Fitted.classifier(kind, decision, null, classes);
        }
        Stage all = Stages.concat(shares);
        boolean hasDecisions = members.stream().noneMatch(member -> member.decision() == null);
        return Fitted.classifier(
                kind,
                hasDecisions ? decision : null,
                isBinary ? all.then(Links.both()) : all.finish(Links::plainShares),
                classes);
    }

    private static Fitted oneAgainstOne(Fields fields, String kind, List<Fitted> members) throws RefusedException {
        List<Object> classes = Classes.of(fields);
        int count = classes.size();
        int pairs = members.size();
        if (pairs != count * (count - 1) / 2) {
            throw fields.other("estimators_");
        }
        if (fields.has("pairwise_indices_")) {
            throw Refusals.unsupported("the OneVsOneClassifier has members for parts of its rows");
        }
        List<Stage> both = new ArrayList<>();
        for (Fitted member : members) {
            both.add(confidence(member));
        }
        for (Fitted member : members) {
            both.add(Choices.of(member));
        }
        Stage votes = new Stage(2 * pairs, count, () -> {
            boolean[] isSecond = new boolean[pairs];
            double[] sums = new double[count];
            double[] counts = new double[count];
            return (in, out) -> {
                for (int p = 0; p < pairs; p++) {
                    isSecond[p] = in[pairs + p] == 1;
                }
                Choices.paired(count, in, isSecond, sums, counts);
                Choices.join(count, sums, counts, out);
            };
        });
        Stage scores = Stages.concat(both).then(votes);
        if (count > 2) {
            return Fitted.classifier(kind, scores, null, classes);
        }
        Stage decision = scores.then(Stage.column(2, 1));
        double threshold = members.get(0).decision() != null ? 0 : 0.5;
        return Fitted.classifier(kind, decision, null, classes)
                .withChoice(decision.finish((values, size) -> values[0] = values[0] > threshold ? 1 : 0));
    }
}
