package io.nexus.lab.table;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns for a terminal: texts to the left, numbers to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] isNumber;

    /** A table with a head.
     *
     * @param columns their names; those starting with {@code #} hold numbers and show without it */
    public TextTable(String... columns) {
        isNumber = new boolean[columns.length];
        List<String> head = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            isNumber[i] = columns[i].startsWith("#");
            head.add(isNumber[i] ? columns[i].substring(1) : columns[i]);
        }
        rows.add(head);
    }

    /** Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell per column */
    public TextTable row(Object... cells) {
        if (cells.length != isNumber.length) {
            throw new IllegalArgumentException("needs " + isNumber.length + " cells, were " + cells.length);
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
        return this;
    }

    /** The table, each line ended. */
    @Override
    public String toString() {
        int[] widths = new int[isNumber.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String pad = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : GAP).append(isNumber[i] ? pad + cell : cell + pad);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
