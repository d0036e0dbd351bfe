package io.nexus.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A summary as lines of text for a terminal: one key a line, nested values beside it. What is long and says nothing to people
 * (digests, models that fell back) is in the JSON only. */
public final class SummaryTable {
    private static final int LABEL_WIDTH = 18;
    private static final int MOST_COLUMNS = 110;

    private SummaryTable() {}

    /** The lines. */
    public static String of(Map<?, ?> values) {
        return of(values, Math.min(MOST_COLUMNS, Terminal.columns()));
    }

    /** The lines, each of at most so many characters where its words allow it. */
    static String of(Map<?, ?> values, int columns) {
        StringBuilder text = new StringBuilder("\n");
        values.forEach((key, value) -> {
            String label = String.valueOf(key);
            switch (label) {
                case "digests" -> text.append(line(label, List.of(size(value) + " (see --summary)"), columns));
                case "models" -> text.append(line(label, models((Map<?, ?>) value), columns));
                case "identities" -> text.append(identities((Map<?, ?>) value, columns));
                default -> text.append(
                        line(label, value instanceof Map<?, ?> map ? words("", map) : List.of(word(value)), columns));
            }
        });
        return text.toString();
    }

    private static List<String> words(String prefix, Map<?, ?> values) {
        List<String> words = new ArrayList<>();
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                words.addAll(words(prefix + key + ' ', nested));
            } else {
                words.add(prefix + key + ' ' + word(value));
            }
        });
        return words;
    }

    private static List<String> models(Map<?, ?> answerByModel) {
        List<String> serving = new ArrayList<>();
        answerByModel.forEach((model, answer) -> {
            if (answer instanceof Map<?, ?> values && "SERVING".equals(values.get("status"))) {
                serving.add(model + " (" + values.get("kind") + ')');
            }
        });
        List<String> words = new ArrayList<>();
        words.add(serving.size() + " of " + answerByModel.size() + " SERVING" + (serving.isEmpty() ? "" : ": ")
                + String.join(", ", serving));
        words.add(answerByModel.size() - serving.size() + " FALLBACK");
        return words;
    }

    private static String identities(Map<?, ?> identities, int columns) {
        StringBuilder text = new StringBuilder();
        List<String> broken = new ArrayList<>();
        identities.forEach((identity, holds) -> {
            if (!Boolean.TRUE.equals(holds)) {
                broken.add(String.valueOf(identity));
            }
        });
        text.append(line(
                "identities",
                List.of(identities.size() - broken.size() + " of " + identities.size() + " hold"),
                columns));
        broken.forEach(identity -> text.append(line("DOES NOT HOLD", List.of(identity), columns)));
        return text.toString();
    }

    private static String word(Object value) {
        if (value instanceof Double real) {
            return new BigDecimal(real).round(new MathContext(4)).toPlainString();
        }
        if (value instanceof BigDecimal exact) {
            return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }

    private static int size(Object value) {
        return value instanceof Map<?, ?> map ? map.size() : 0;
    }

    /** A label and its words, in as many lines as they need. */
    private static String line(String label, List<String> words, int columns) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(pad(label)).append(words.isEmpty() ? "-" : "");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i + 1 < words.size() ? ", " : "");
            if (line.length() > LABEL_WIDTH && line.length() + word.length() > columns) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(pad(""));
            }
            line.append(word);
        }
        return text.append(line.toString().stripTrailing()).append('\n').toString();
    }

    private static String pad(String label) {
        return label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
    }
}
