package io.nexus.testbed.venue;

/** Status of an order in the venue's words. */
public enum BookedStatus {
    NEW,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    /** Closed by its time in force, with or without a part filled. */
    EXPIRED;

    public boolean isOpen() {
        return this == NEW || this == PARTIALLY_FILLED;
    }
}
