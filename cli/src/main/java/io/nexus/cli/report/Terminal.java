package io.nexus.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How wide the terminal is that a command writes to. */
public final class Terminal {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 1_000;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    private Terminal() {}

    /** Whether standard output is a terminal; the start script says so. */
    public static boolean isThere() {
        return Boolean.getBoolean("nexus.terminal");
    }

    /** Columns that a table may have: those of COLUMNS, else of the terminal, else 80; any number where output is no
     * terminal, so that nothing is missing for the program that reads it. */
    public static int tableColumns() {
        Integer given = number(System.getenv("COLUMNS"));
        return given != null ? given : isThere() ? ofTty() : Integer.MAX_VALUE;
    }

    /** Columns of a line of text that people read: those of COLUMNS, else of the terminal, else 80. */
    public static int columns() {
        Integer given = number(System.getenv("COLUMNS"));
        return given != null ? given : isThere() ? ofTty() : DEFAULT_COLUMNS;
    }

    /** Columns in what {@code stty size} prints; 80 where it is none. */
    static int ofSize(String size) {
        Matcher matcher = SIZE.matcher(size);
        Integer columns = matcher.matches() ? number(matcher.group(1)) : null;
        return columns == null ? DEFAULT_COLUMNS : columns;
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,6}")) {
            return null;
        }
        int columns = Integer.parseInt(text);
        return columns == 0 ? null : Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns));
    }

    private static int ofTty() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null").start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) ? ofSize(size) : DEFAULT_COLUMNS;
        } catch (IOException e) {
            return DEFAULT_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DEFAULT_COLUMNS;
        }
    }
}
