package io.nexus.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void alignsTextsLeftAndNumbersRight() {
        TextTable table = new TextTable("reason", "#skips").row("L4.WEAK", 7).row("L5.HOLD", 1200);

        assertThat(table).hasToString("reason   skips\nL4.WEAK      7\nL5.HOLD   1200\n");
    }

    @Test
    void showsItsHeadOnlyWhereThereAreNoRows() {
        assertThat(new TextTable("a", "b")).hasToString("a  b\n");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        assertThatThrownBy(() -> new TextTable("a", "b").row("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("needs 2 cells, were 1");
    }
}
