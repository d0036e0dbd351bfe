package io.nexus.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people type them: {@code 500ms}, {@code 90s}, {@code 3m}, {@code 2h}, {@code 1d}. */
final class Durations {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /** A duration, or {@code 0}.
     *
     * @throws IllegalArgumentException naming the option if it is none */
    static Duration parse(String option, String text) {
        return text.equals("0") ? Duration.ZERO : Duration.ofMillis(parseMs(option, text));
    }

    /** A duration as people type it, in its largest whole unit. */
    static String text(long ms) {
        long[] units = {86_400_000, 3_600_000, 60_000, 1_000};
        String[] names = {"d", "h", "m", "s"};
        for (int i = 0; i < units.length; i++) {
            if (ms != 0 && ms % units[i] == 0) {
                return ms / units[i] + names[i];
            }
        }
        return ms + "ms";
    }

    /** Milliseconds of a duration that is not 0.
     *
     * @throws IllegalArgumentException naming the option if it is none */
    static long parsePositiveMs(String option, String text) {
        long ms = parseMs(option, text);
        if (ms == 0) {
            throw new IllegalArgumentException("--" + option + " must be positive, was " + text);
        }
        return ms;
    }

    /** Milliseconds of a duration.
     *
     * @throws IllegalArgumentException naming the option if it is none */
    static long parseMs(String option, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--" + option + " must be a number with ms, s, m, h or d, was " + text);
        }
        long unitMs =
                switch (matcher.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 86_400_000;
                };
        return Long.parseLong(matcher.group(1)) * unitMs;
    }
}
