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

    @Test
    void leavesOutExpendableColumnsWhereThereIsNoRoomAndSaysWhich() {
        TextTable table = new TextTable("instrument", "side", "id", "#fees")
                .row("BTC", "BUY", "x-12345678", "1.5")
                .expendable("id", "fees");

        assertThat(table.fit(40)).isEqualTo(table.toString());
        assertThat(table.fit(25))
                .isEqualTo("instrument  side  fees\nBTC         BUY    1.5\nleft out for want of room: id\n");
    }

    @Test
    void showsTheRestInBlocksThatBeginWithTheFirstColumn() {
        TextTable table = new TextTable("name", "#aaaaaa", "#bbbbbb", "#cccccc").row("x", 1, 2, 3);

        assertThat(table.fit(21))
                .isEqualTo("name  aaaaaa  bbbbbb\nx          1       2\n\nname  cccccc\nx          3\n");
    }
}
