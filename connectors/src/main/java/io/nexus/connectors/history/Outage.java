package io.nexus.connectors.history;

import java.util.function.Consumer;

/** Something that is away and is tried again: when, and what is logged of it. The first failure is logged, then at most one
 * line per 30 s, then that it is back. Not thread-safe. */
final class Outage {
    private static final long FIRST_DELAY_MS = 100;
    private static final long MAX_DELAY_MS = 5_000;
    private static final long LINE_EVERY_MS = 30_000;
    private static final int MAX_DEPTH = 20;

    private final String what;
    private final Consumer<String> log;
    private int failures;
    private long sinceMs;
    private long loggedMs;

    /** Nothing is away yet.
     *
     * @param what subject of the lines, like "the database" */
    Outage(String what, Consumer<String> log) {
        this.what = what;
        this.log = log;
    }

    /** Notes a failure.
     *
     * @return after which time to try again, in ms */
    long failed(long nowMs, Throwable failure) {
        failures++;
        if (failures == 1) {
            sinceMs = nowMs;
            loggedMs = nowMs;
            log.accept(what + " failed, trying again until it works: " + text(failure));
        } else if (nowMs - loggedMs >= LINE_EVERY_MS) {
            loggedMs = nowMs;
            log.accept(what + " has been failing for " + (nowMs - sinceMs) / 1_000 + " s, " + failures + " times: "
                    + text(failure));
        }
        return Math.min(MAX_DELAY_MS, FIRST_DELAY_MS << Math.min(failures - 1, 6));
    }

    /** Notes a success. */
    void worked(long nowMs) {
        if (failures > 0) {
            log.accept(what + " works again after " + (nowMs - sinceMs) / 1_000 + " s and " + failures + " failures");
            failures = 0;
        }
    }

    /** The first line of a failure, and of what is at its bottom: drivers and clients wrap what they have to say. */
    private static String text(Throwable failure) {
        Throwable bottom = failure;
        for (int i = 0; i < MAX_DEPTH && bottom.getCause() != null; i++) {
            bottom = bottom.getCause();
        }
        return bottom.equals(failure) ? firstLine(failure) : firstLine(failure) + " (" + firstLine(bottom) + ')';
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getClass().getSimpleName() + ": "
                + message.lines().findFirst().orElse("");
    }
}
