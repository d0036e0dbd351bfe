package io.nexus.cli.report;

import java.io.PrintStream;

/** Shows what goes on: on a terminal one line that is written over, else a line every few seconds. Not thread-safe. */
public final class StatusDisplay {
    private static final long TERMINAL_EVERY_MS = 1_000;
    private static final long LOG_EVERY_MS = 5_000;
    /** Back to the start, erase, and cut at the edge instead of going on in the next line. */
    private static final String OVERWRITE = "\r\u001b[K\u001b[?7l";

    private static final String WRAP_AGAIN = "\u001b[?7h";

    private final PrintStream out;
    private final boolean isTerminal;
    private boolean isLineOpen;
    private long shownAtMs;

    /** A line to show, made only when one is due. */
    public interface Line {
        String text();
    }

    public StatusDisplay(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Shows a status if the last one is old enough.
     *
     * @param nowMs any clock in ms */
    public void show(Line line, long nowMs) {
        if (shownAtMs != 0 && nowMs - shownAtMs < (isTerminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) {
            return;
        }
        shownAtMs = nowMs;
        if (isTerminal) {
            out.print(OVERWRITE + line.text() + WRAP_AGAIN);
            out.flush();
            isLineOpen = true;
        } else {
            out.println(line.text());
        }
    }

    /** Says something once, in a line of its own that stays. */
    public void say(String text) {
        end();
        out.println(text);
    }

    /** Leaves the status line as it is. */
    public void end() {
        if (isLineOpen) {
            out.println();
            isLineOpen = false;
        }
    }
}
