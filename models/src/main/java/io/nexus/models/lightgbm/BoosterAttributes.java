package io.nexus.models.lightgbm;

import java.util.List;

/** What a Python object says about the booster inside it.
 *
 * @param isClassifier answers as {@code predict_proba} does: [1 - p, p] for two classes, a probability per class for
 *     more
 * @param rounds only so many rounds are used, the {@code best_iteration} of a booster in a pickle; 0 for all
 * @param labels of the classes in order, empty if not known */
public record BoosterAttributes(boolean isClassifier, int rounds, List<String> labels) {
    /** A model file on its own. */
    public static final BoosterAttributes FILE = new BoosterAttributes(false, 0, List.of());

    public BoosterAttributes {
        labels = List.copyOf(labels);
    }
}
