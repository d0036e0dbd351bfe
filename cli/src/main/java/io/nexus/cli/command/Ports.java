package io.nexus.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports as people type them. */
final class Ports {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");
    private static final int LARGEST = 65_535;

    private Ports() {}

    /** A port, 0 for any free one, or a range.
     *
     * @throws IllegalArgumentException naming the option if it is none */
    static void requireRange(String option, String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first <= last && last <= LARGEST && (first > 0 || last == 0)) {
                return;
            }
        }
        throw new IllegalArgumentException(
                option + " must be a port, or a range like 8081-8181, of 1 to 65535, or 0 for a free one, was " + text);
    }

    /** A port to listen on.
     *
     * @throws IllegalArgumentException naming the option if it is none */
    static void require(String option, int port) {
        if (port < 1 || port > LARGEST) {
            throw new IllegalArgumentException(option + " must be in [1, 65535], was " + port);
        }
    }
}
