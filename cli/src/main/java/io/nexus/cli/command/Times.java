package io.nexus.cli.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times as people type them, in UTC. */
final class Times {
    private Times() {}

    /** Milliseconds since 1970 of a time: those themselves, an ISO instant, or the form that our tables show.
     *
     * @throws IllegalArgumentException naming the option if it is none */
    static long parseMs(String option, String text) {
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        String instant = text.strip().replace(' ', 'T');
        try {
            return Instant.parse(instant.endsWith("Z") ? instant : instant + 'Z')
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--" + option + " must be a time as 2024-08-08T23:58:00Z or ms since 1970, was " + text, e);
        }
    }
}
