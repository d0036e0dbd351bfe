package io.nexus.models.xgboost;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;

/** What a file says about its model as a whole.
 *
 * @param version as the file says it, e.g. {@code 3.2.0}
 * @param features inputs of a row
 * @param margins where the sum of each output begins
 * @param bestTrees trees per output up to the best round, as releases before 2.0 name them; 0 if they do not
 * @param booster section of the trees or of the linear weights */
record Learner(
        String version,
        Objective objective,
        int features,
        float[] margins,
        List<String> featureNames,
        int bestTrees,
        Section booster) {
    /** Newest release whose files were compared with its own predictions. */
    static final int NEWEST_MAJOR = 3;

    static final int NEWEST_MINOR = 4;

    private static final int MAX_FEATURES = 1_000_000;
    private static final int MAX_OUTPUTS = 10_000;
    private static final String BEST_TREES = "best_ntree_limit";
    private static final int MAX_VERSION = 1_000_000;

    static Learner of(Section root) throws RefusedException {
        double[] numbers = root.numbers("version");
        if (numbers.length != 3) {
            throw Refusals.broken("model.version has " + numbers.length + " numbers instead of 3");
        }
        String version = (int) numbers[0] + "." + (int) numbers[1] + "." + (int) numbers[2];
        requireTested((int) numbers[0], (int) numbers[1], version);
        Section learner = root.section("learner");
        Section parameters = learner.section("learner_model_param");
        Objective objective =
                Objective.of(learner.section("objective").text("name"), (int) numbers[0], (int) numbers[1]);
        int features = parameters.integer("num_feature", 1, MAX_FEATURES);
        List<String> names = learner.has("feature_names") ? learner.texts("feature_names") : List.of();
        if (!names.isEmpty() && names.size() != features) {
            throw Refusals.inconsistent(
                    "the model has " + features + " features and " + names.size() + " feature names");
        }
        return new Learner(
                version,
                objective,
                features,
                margins(parameters, objective),
                names,
                bestTrees(learner),
                learner.section("gradient_booster"));
    }

    private static int bestTrees(Section learner) throws RefusedException {
        if (!learner.has("attributes") || !learner.section("attributes").has(BEST_TREES)) {
            return 0;
        }
        return learner.section("attributes").integer(BEST_TREES, 0, Integer.MAX_VALUE);
    }

    private static void requireTested(int major, int minor, String version) throws RefusedException {
        if (major < 1 || major > MAX_VERSION) {
            throw new RefusedException(
                    Refusal.TOO_OLD,
                    "the file is of XGBoost " + version + ", and files of 1.0 and later are read",
                    "Load it with xgboost 1.7 and save it again: model.save_model(\"model.json\")");
        }
        if (major > NEWEST_MAJOR || (major == NEWEST_MAJOR && minor > NEWEST_MINOR)) {
            String newest = NEWEST_MAJOR + "." + NEWEST_MINOR;
            throw new RefusedException(
                    Refusal.TOO_NEW,
                    "the file is of XGBoost " + version + ", and the newest release that was tested is " + newest,
                    "Train and save it with that release: pip install \"xgboost==" + newest + ".*\"");
        }
    }

    private static float[] margins(Section parameters, Objective objective) throws RefusedException {
        int classes = parameters.has("num_class") ? parameters.integer("num_class", 0, MAX_OUTPUTS) : 0;
        int targets = parameters.has("num_target") ? parameters.integer("num_target", 1, MAX_OUTPUTS) : 1;
        if (classes > 1 && targets > 1) {
            throw Refusals.inconsistent("the model has " + classes + " classes and " + targets + " targets");
        }
        int outputs = Math.max(Math.max(classes, targets), 1);
        float[] scores = baseScores(parameters);
        if (scores.length != 1 && scores.length != outputs) {
            throw Refusals.inconsistent(
                    "base_score has " + scores.length + " values in a model of " + outputs + " outputs");
        }
        float[] margins = new float[outputs];
        for (int k = 0; k < outputs; k++) {
            margins[k] = objective.margin(scores[scores.length == 1 ? 0 : k]);
        }
        return margins;
    }

    /** Since 3.1 a list in a text, before that a number in a text. */
    private static float[] baseScores(Section parameters) throws RefusedException {
        Object value = parameters.value("base_score");
        if (value instanceof Double number) {
            return new float[] {number.floatValue()};
        }
        if (value instanceof double[] numbers) {
            float[] scores = new float[numbers.length];
            for (int k = 0; k < scores.length; k++) {
                scores[k] = (float) numbers[k];
            }
            return scores;
        }
        String text = parameters.text("base_score").strip();
        boolean isList = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
        List<String> parts = Arrays.asList((isList ? text.substring(1, text.length() - 1) : text).split(",", -1));
        float[] scores = new float[parts.size()];
        try {
            for (int k = 0; k < scores.length; k++) {
                scores[k] = Float.parseFloat(parts.get(k).strip());
            }
        } catch (NumberFormatException e) {
            throw Refusals.inconsistent("base_score is " + Refusals.shown(text) + ", which is no number");
        }
        return scores;
    }

    /** Where all sums begin, 0 if they begin at different margins. */
    float sharedMargin() {
        for (float margin : margins) {
            if (Float.compare(margin, margins[0]) != 0) {
                return 0;
            }
        }
        return margins[0];
    }

    int outputs() {
        return margins.length;
    }
}
