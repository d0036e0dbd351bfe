package io.nexus.models.lightgbm;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.tree.CategoryCast;
import io.nexus.models.tree.Comparison;
import io.nexus.models.tree.LeafRules;
import io.nexus.models.tree.Missing;
import io.nexus.models.tree.TreeRules;
import java.util.List;

/** What a file says about its model as a whole.
 *
 * @param version of the format, e.g. {@code v4}
 * @param isAverage whether a score is divided by the number of rounds, as in a random forest */
record Head(
        String version,
        String objective,
        Link link,
        int features,
        int outputs,
        boolean isAverage,
        List<String> featureNames) {
    private static final List<String> TESTED = List.of("v2", "v3", "v4");
    private static final int MAX_FEATURES = 1_000_000;
    private static final int MAX_OUTPUTS = 10_000;

    static Head of(Block head, int trees) throws RefusedException {
        String version = head.text("version").strip();
        requireTested(version);
        int features = head.integer("max_feature_idx", 0, MAX_FEATURES - 1) + 1;
        int outputs = head.integer("num_tree_per_iteration", 1, MAX_OUTPUTS);
        int classes = head.integer("num_class", 1, MAX_OUTPUTS);
        if (classes != outputs) {
            throw Refusals.inconsistent("num_class is " + classes + " and num_tree_per_iteration is " + outputs);
        }
        if (trees % outputs != 0) {
            throw Refusals.broken(
                    "the file has " + trees + " trees, which is no multiple of its " + outputs + " per round");
        }
        int announced = head.words("tree_sizes").length;
        if (announced != trees) {
            throw Refusals.broken("the file announces " + announced + " trees and has " + trees);
        }
        List<String> names = List.of(head.words("feature_names"));
        if (names.size() != features) {
            throw Refusals.inconsistent(
                    "the file has " + features + " features and " + names.size() + " feature_names");
        }
        List<String> objective = List.of(head.words("objective"));
        Link link = Link.of(objective, outputs);
        boolean isAverage = head.has("average_output");
        if (isAverage && version.equals(TESTED.get(0)) && link.kind() != Link.Kind.SAME) {
            throw Refusals.unsupported(
                    "a random forest of LightGBM 2 with the objective " + objective.get(0)
                            + " is not served: what its leaves hold depends on the release",
                    "Train it again with LightGBM 4.");
        }
        return new Head(version, String.join(" ", objective), link, features, outputs, isAverage, names);
    }

    private static void requireTested(String version) throws RefusedException {
        if (TESTED.contains(version)) {
            return;
        }
        boolean isNewer = version.compareTo(TESTED.get(TESTED.size() - 1)) > 0;
        throw new RefusedException(
                isNewer ? Refusal.TOO_NEW : Refusal.TOO_OLD,
                "the file has the format version " + Refusals.shown(version) + ", and " + String.join(", ", TESTED)
                        + " were tested",
                "Train and save it with LightGBM 4: pip install \"lightgbm==4.*\"");
    }

    /** How LightGBM splits. */
    TreeRules rules(LeafRules leaves) {
        return new TreeRules(
                Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.NONE, CategoryCast.TOWARDS_ZERO, leaves);
    }
}
