package io.nexus.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TimesTest {
    @Test
    void takesInstantsTableTimesAndMilliseconds() {
        assertThat(Times.parseMs("at", "2024-08-08T23:58:00Z")).isEqualTo(1_723_161_480_000L);
        assertThat(Times.parseMs("at", "2024-08-08 23:58:00.250")).isEqualTo(1_723_161_480_250L);
        assertThat(Times.parseMs("at", "1723161480000")).isEqualTo(1_723_161_480_000L);
    }

    @Test
    void refusesAnythingElseByItsOption() {
        assertThatThrownBy(() -> Times.parseMs("at", "yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--at must be a time as 2024-08-08T23:58:00Z or ms since 1970, was yesterday");
    }
}
