package io.nexus.models.xgboost;

import java.util.List;

/** What a Python object says about the booster inside it.
 *
 * @param isClassifier answers as {@code predict_proba} does: [1 - p, p] for two classes, a probability per class for
 *     more
 * @param stopsAtBest only the trees up to best_iteration are used, as XGBClassifier and XGBRegressor do
 * @param missing value that counts as missing besides NaN; NaN if none
 * @param labels of the classes in order, empty if not known */
public record BoosterAttributes(boolean isClassifier, boolean stopsAtBest, double missing, List<String> labels) {
    /** A Booster on its own. */
    public static final BoosterAttributes BOOSTER = new BoosterAttributes(false, false, Double.NaN, List.of());

    public BoosterAttributes {
        labels = List.copyOf(labels);
    }
}
