package io.nexus.lab.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns for a terminal: texts to the left, numbers to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] isNumber;
    private List<String> expendable = List.of();

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

    /** Columns that are left out, in this order, where there is not room for all.
     *
     * @param columns their names as shown */
    public TextTable expendable(String... columns) {
        expendable = List.of(columns);
        return this;
    }

    /** The table, each line ended, in so many characters a line: without expendable columns, which a last line names; where
     * even that is too wide, in several blocks that each begin with the first column. */
    public String fit(int columns) {
        List<Integer> shown = new ArrayList<>(all());
        List<String> leftOut = new ArrayList<>();
        for (String name : expendable) {
            int at = rows.get(0).indexOf(name);
            if (width(shown) > columns && at >= 0) {
                shown.remove(Integer.valueOf(at));
                leftOut.add(name);
            }
        }
        StringBuilder text = new StringBuilder();
        List<Integer> block = new ArrayList<>();
        for (int column : shown) {
            block.add(column);
            if (width(block) > columns && block.size() > 2) {
                block.remove(block.size() - 1);
                text.append(text(block)).append('\n');
                block = new ArrayList<>(List.of(shown.get(0), column));
            }
        }
        text.append(text(block));
        if (!leftOut.isEmpty()) {
            text.append("left out for want of room: ")
                    .append(String.join(", ", leftOut))
                    .append('\n');
        }
        return text.toString();
    }

    /** The table, each line ended. */
    @Override
    public String toString() {
        return text(all());
    }

    private List<Integer> all() {
        return IntStream.range(0, isNumber.length).boxed().toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private int width(List<Integer> columns) {
        int cells = columns.stream().mapToInt(this::width).sum();
        return cells + GAP.length() * Math.max(0, columns.size() - 1);
    }

    private String text(List<Integer> columns) {
        StringBuilder text = new StringBuilder();
        int[] widths = columns.stream().mapToInt(this::width).toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                int column = columns.get(i);
                String cell = row.get(column);
                String pad = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : GAP).append(isNumber[column] ? pad + cell : cell + pad);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
