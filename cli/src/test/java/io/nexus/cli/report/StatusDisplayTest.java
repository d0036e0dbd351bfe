package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StatusDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void writesALineEveryFiveSecondsWhereNobodyWatches() {
        StatusDisplay display = new StatusDisplay(out, false);

        for (long ms = 1_000; ms <= 11_000; ms += 100) {
            long now = ms;
            display.show(() -> "at " + now, ms);
        }
        display.end();

        assertThat(written()).isEqualTo("at 1000\nat 6000\nat 11000\n");
    }

    @Test
    void writesOverItsLineOnATerminalAndLeavesItBeforeAnythingElse() {
        StatusDisplay display = new StatusDisplay(out, true);

        display.show(() -> "one", 1_000);
        display.show(() -> "too early", 1_900);
        display.show(() -> "two", 2_000);
        display.say("trading starts");
        display.end();

        assertThat(written().replaceAll("\u001b\\[\\??\\d*[a-zA-Z]", "")).isEqualTo("\rone\rtwo\ntrading starts\n");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
