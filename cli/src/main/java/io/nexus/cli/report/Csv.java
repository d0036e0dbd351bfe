package io.nexus.cli.report;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records as comma-separated values (RFC 4180): a head of their components' names, then a line each. */
public final class Csv {
    private Csv() {}

    /** The lines, each ended. */
    public static <R extends Record> String of(Class<R> type, List<R> records) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> lines = new ArrayList<>();
        lines.add(Stream.of(components).map(RecordComponent::getName).collect(Collectors.joining(",")));
        for (R each : records) {
            lines.add(Stream.of(components)
                    .map(component -> cell(value(each, component)))
                    .collect(Collectors.joining(",")));
        }
        return String.join("\n", lines) + '\n';
    }

    private static Object value(Record each, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(each);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private static String cell(Object value) {
        String text = value instanceof BigDecimal exact ? exact.toPlainString() : value.toString();
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
