package io.nexus.models.tree;

/** Which values count as missing at a split and go to its default side. */
public enum Missing {
    /** None: NaN counts as zero. */
    NONE,
    /** NaN. */
    NAN,
    /** NaN and every value from -1e-35f to 1e-35f. */
    ZERO
}
