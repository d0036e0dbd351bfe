package io.nexus.models.keras;

import java.util.regex.Pattern;

/** Group names that Keras makes of class names: {@code GlobalMaxPooling1D} becomes {@code global_max_pooling1d}. */
final class SnakeCase {
    private static final Pattern WORD = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern CAPITAL = Pattern.compile("([a-z])([A-Z])");

    private SnakeCase() {}

    static String of(String className) {
        String words = WORD.matcher(className).replaceAll("$1_$2");
        return CAPITAL.matcher(words).replaceAll("$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
