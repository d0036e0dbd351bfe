package io.nexus.models.tree;

import io.nexus.models.serving.NumberType;

/** How the writer of a forest compares, treats missing values and adds.
 *
 * @param comparison at numeric splits
 * @param features FLOAT32 if each input is cast to float before it is compared, FLOAT64 if not; a threshold may be a
 *     double that is no float in either case and is compared exactly
 * @param missing at splits that do not say otherwise
 * @param categories at category splits
 * @param leaves how leaves are added */
public record TreeRules(
        Comparison comparison, NumberType features, Missing missing, CategoryCast categories, LeafRules leaves) {
    public TreeRules {
        requireFloat("features", features);
    }

    static void requireFloat(String name, NumberType type) {
        if (type != NumberType.FLOAT32 && type != NumberType.FLOAT64) {
            throw new IllegalArgumentException(name + " must be FLOAT32 or FLOAT64, was " + type);
        }
    }
}
