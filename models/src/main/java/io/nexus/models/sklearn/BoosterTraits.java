package io.nexus.models.sklearn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pickle around a booster says about it.
 *
 * @param isClassifier true for a classifier of the scikit-learn interface, which gives probabilities; a booster of
 *     two classes then answers [1 - p, p]
 * @param isWrapped true for the scikit-learn interface, which stops at the best iteration that the booster names; a
 *     plain XGBoost booster uses all of its trees
 * @param bestIteration count of rounds that LightGBM uses, or null for all
 * @param missing value that means "missing"; NaN if it is the usual one
 * @param classes labels; empty if there are none
 * @param featureNames empty if there are none */
record BoosterTraits(
        boolean isClassifier,
        boolean isWrapped,
        @Nullable Integer bestIteration,
        double missing,
        List<Object> classes,
        List<String> featureNames) {
    BoosterTraits {
        classes = List.copyOf(classes);
        featureNames = List.copyOf(featureNames);
    }
}
