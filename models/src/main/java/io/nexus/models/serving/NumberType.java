package io.nexus.models.serving;

/** Type in which the writer of a file holds the numbers of a port. */
public enum NumberType {
    FLOAT32,
    FLOAT64,
    INT64,
    /** Any narrower or unsigned integer. */
    INTEGER,
    BOOLEAN,
    /** A text label; its number is its place among the labels. */
    TEXT
}
