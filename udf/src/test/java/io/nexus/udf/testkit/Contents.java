package io.nexus.udf.testkit;

import io.nexus.domain.skip.SkipRecord;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The text of a value by its content: records, state classes, collections, maps and arrays alike. Equal content gives equal text in
 * every process. Of a skip only the code and the evaluation count: its limit and its detail repeat an option, which is no effect. */
final class Contents {
    private Contents() {}

    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder to) {
        if (value instanceof SkipRecord skip) {
            to.append(skip.code()).append(skip.instrument()).append(skip.evaluation());
        } else if (value == null
                || value instanceof Enum<?>
                || value.getClass().getName().startsWith("java.lang")) {
            to.append(value);
        } else if (value instanceof Number) {
            to.append(value);
        } else if (value instanceof Collection<?> all) {
            all.forEach(one -> writeOne(one, to));
        } else if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(of(key), of(one)));
            to.append(sorted);
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                writeOne(Array.get(value, i), to);
            }
        } else {
            to.append(value.getClass().getSimpleName());
            writeFields(value, value.getClass(), to);
        }
        to.append(' ');
    }

    private static void writeOne(Object value, StringBuilder to) {
        to.append('[');
        write(value, to);
        to.append(']');
    }

    private static void writeFields(Object value, Class<?> type, StringBuilder to) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    to.append(field.getName()).append('=');
                    write(field.get(value), to);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type + " can't be read", e);
        }
    }
}
