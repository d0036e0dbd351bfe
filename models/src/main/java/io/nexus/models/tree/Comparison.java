package io.nexus.models.tree;

/** Which values go to the left child of a numeric split. */
public enum Comparison {
    /** {@code x < threshold}, as XGBoost asks. */
    LESS,
    /** {@code x <= threshold}, as LightGBM and scikit-learn ask. */
    LESS_OR_EQUAL
}
