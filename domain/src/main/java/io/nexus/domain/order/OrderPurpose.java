package io.nexus.domain.order;

/** What an order is for. */
public enum OrderPurpose {
    /** Opens a position. */
    ENTRY,
    /** Closes a whole position; reduce-only. */
    CLOSE,
    /** Closes half of a position at its scale-out level; reduce-only. */
    SCALE_OUT;

    public boolean isExit() {
        return this != ENTRY;
    }
}
