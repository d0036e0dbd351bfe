package io.nexus.lab.facts;

/** A stretch of a recording's time, as shares of the whole in [0, 1]. */
record Part(double from, double to) {
    static final Part WHOLE = new Part(0, 1);

    /** What parameters are chosen on. */
    static final Part FITTED = new Part(0, 0.6);

    /** What scores them. */
    static final Part HELD_BACK = new Part(0.6, 1);
}
