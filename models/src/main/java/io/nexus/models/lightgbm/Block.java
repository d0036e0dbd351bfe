package io.nexus.models.lightgbm;

import io.nexus.models.serving.RefusedException;
import java.util.HashMap;
import java.util.Map;

/** Lines of {@code key=value} that belong together: the head of a file, or one tree. */
final class Block {
    private static final int NUMBER_LETTERS = 40;
    private static final int MAX_WORDS = 1_000_000;

    private final String name;
    private final Map<String, String> values = new HashMap<>();

    Block(String name) {
        this.name = name;
    }

    void put(String key, String value) throws RefusedException {
        if (values.putIfAbsent(key, value) != null) {
            throw Refusals.inconsistent(name + " has " + Refusals.shown(key) + " twice");
        }
    }

    String name() {
        return name;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) throws RefusedException {
        String value = values.get(key);
        if (value == null) {
            throw Refusals.broken(name + " has no " + key);
        }
        return value;
    }

    /** Words of a line; none if it is not there. */
    String[] words(String key) throws RefusedException {
        String value = values.getOrDefault(key, "").strip();
        if (value.chars().filter(c -> c == ' ').count() > MAX_WORDS) {
            throw Refusals.tooLarge(name + " has more than " + MAX_WORDS + " words in " + key);
        }
        return value.isEmpty() ? new String[0] : value.split(" +");
    }

    int integer(String key, int low, int high) throws RefusedException {
        String text = text(key).strip();
        double value = number(key, text);
        if (!(value >= low && value <= high) || value != Math.rint(value)) {
            throw Refusals.inconsistent(name + " has " + key + "=" + Refusals.shown(text)
                    + ", expected a whole number from " + low + " to " + high);
        }
        return (int) value;
    }

    /** Exactly so many numbers. */
    double[] numbers(String key, int count) throws RefusedException {
        String line = text(key);
        if (count > line.length()) {
            throw count(key, count);
        }
        double[] numbers = new double[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = skipSpaces(line, at);
            int end = line.indexOf(' ', at);
            end = end < 0 ? line.length() : end;
            if (end == at) {
                throw count(key, count);
            }
            if (end - at > NUMBER_LETTERS) {
                throw Refusals.broken(name + " has a number in " + key + " that is too long");
            }
            numbers[i] = number(key, line.substring(at, end));
            at = end;
        }
        if (skipSpaces(line, at) < line.length()) {
            throw count(key, count);
        }
        return numbers;
    }

    private RefusedException count(String key, int count) {
        return Refusals.inconsistent(name + " does not have " + count + " values of " + key);
    }

    private static int skipSpaces(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private double number(String key, String text) throws RefusedException {
        return switch (text) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> decimal(key, text);
        };
    }

    private double decimal(String key, String text) throws RefusedException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                throw none(key, text);
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw none(key, text);
        }
    }

    private RefusedException none(String key, String text) {
        return Refusals.broken(name + " has " + Refusals.shown(text) + " in " + key + ", which is no number");
    }
}
