package io.nexus.models.pickle;

/** The {@code None} of Python. */
public enum None {
    NONE
}
