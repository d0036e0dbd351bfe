package io.nexus.job.report;

import java.util.Map;

/** A summary as lines of text for a terminal. */
public final class SummaryTable {
    private SummaryTable() {}

    /** One line per value, nested values indented. */
    public static String of(Map<?, ?> values) {
        StringBuilder text = new StringBuilder();
        append(text, "", values);
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, Map<?, ?> values) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                text.append(indent).append(key).append(nested.isEmpty() ? "  -\n" : "\n");
                append(text, indent + "  ", nested);
            } else {
                String label = indent + key;
                text.append(label)
                        .append(" ".repeat(Math.max(1, 44 - label.length())))
                        .append(value)
                        .append('\n');
            }
        });
    }
}
