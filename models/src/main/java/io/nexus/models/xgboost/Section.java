package io.nexus.models.xgboost;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of the document: its values are sections, texts, numbers, arrays of numbers and lists of the others. */
final class Section {
    private static final double[] NO_NUMBERS = {};

    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Section(String path) {
        this.path = path;
    }

    /** Keeps a value; none is kept twice. */
    void put(String key, Object value) throws RefusedException {
        if (values.putIfAbsent(key, value) != null) {
            throw Refusals.inconsistent(path + " has " + Refusals.shown(key) + " twice");
        }
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Section section(String key) throws RefusedException {
        if (values.get(key) instanceof Section section) {
            return section;
        }
        throw missing(key, "an object");
    }

    List<Section> sections(String key) throws RefusedException {
        List<Section> sections = new ArrayList<>();
        for (Object value : list(key)) {
            if (!(value instanceof Section section)) {
                throw missing(key, "a list of objects");
            }
            sections.add(section);
        }
        return sections;
    }

    List<String> texts(String key) throws RefusedException {
        List<String> texts = new ArrayList<>();
        for (Object value : list(key)) {
            if (!(value instanceof String text)) {
                throw missing(key, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<?> list(String key) throws RefusedException {
        Object value = values.get(key);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof double[] numbers && numbers.length == 0) {
            return List.of();
        }
        throw missing(key, "a list");
    }

    String text(String key) throws RefusedException {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw missing(key, "a text");
    }

    double[] numbers(String key) throws RefusedException {
        if (values.get(key) instanceof double[] numbers) {
            return numbers;
        }
        throw missing(key, "an array of numbers");
    }

    /** The same, none if there is no such array. */
    double[] numbersOrNone(String key) throws RefusedException {
        return has(key) ? numbers(key) : NO_NUMBERS;
    }

    /** A whole number within bounds; old files write it as a text. */
    int integer(String key, int low, int high) throws RefusedException {
        Object value = values.get(key);
        double number = value instanceof String text ? parse(text) : value instanceof Double given ? given : Double.NaN;
        if (number != Math.rint(number) || number < low || number > high) {
            throw Refusals.inconsistent(path + "." + key + " must be a whole number from " + low + " to " + high
                    + ", was " + Refusals.shown(value instanceof Section || value == null ? "none" : value.toString()));
        }
        return (int) number;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    private RefusedException missing(String key, String kind) {
        return Refusals.broken(path + " has no " + key + " that is " + kind);
    }
}
