package io.nexus.models.tree;

/** How a value becomes the number of a category. Fractions are cut off; what is not in the set goes right. */
public enum CategoryCast {
    /** Every value below zero is in no set, as in XGBoost and scikit-learn. */
    NEGATIVE_IS_NONE,
    /** Cut towards zero first, so -0.5 is category 0, as in LightGBM. */
    TOWARDS_ZERO
}
