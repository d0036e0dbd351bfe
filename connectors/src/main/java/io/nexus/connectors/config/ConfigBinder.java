package io.nexus.connectors.config;

import io.nexus.domain.check.Inline;
import io.nexus.domain.check.PerRun;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds a tree of YAML values to a tree of configuration records: a component {@code maxDrawdownRatio} is the key
 * {@code max-drawdown-ratio}, a nested record is a section. What the values leave out keeps its default; what no component
 * takes is refused. A map from text to text is
 * a section that takes any key. Components marked {@link PerRun} keep what the defaults have and have no key; those
 * marked {@link Inline} have no section of their own. */
public final class ConfigBinder {
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_SHOWN = 60;
    /** No leading zero, which some readers take for octal; no underscore, no colon, no hex. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");

    /** A refusal that begins with a key below the section of the refusing record. */
    private static final Pattern DOTTED = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    private ConfigBinder() {}

    /** The defaults with the given values laid over them.
     *
     * @throws ConfigException for an unknown key, a value of the wrong type, or one that the record refuses */
    public static <R extends Record> R bind(R defaults, Map<String, ?> values) {
        return bind("", defaults, values);
    }

    /** All keys with their values, sections joined by dots, in the order of the records. */
    public static Map<String, Object> flatten(Record config) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", config, flat);
        return flat;
    }

    /** All keys with their values as {@link #bind} takes them: a map per section, constants by their key. */
    public static Map<String, Object> tree(Record config) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            Object value = get(config, component);
            if (isInline(component)) {
                tree.putAll(tree((Record) value));
            } else if (!isPerRun(component)) {
                Object shown = value instanceof Record section
                        ? tree(section)
                        : value instanceof Enum<?> constant ? key(constant) : value;
                tree.put(key(component.getName()), shown);
            }
        }
        return tree;
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Key of a record component: {@code pollMs} is {@code poll-ms}. */
    static String key(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static <R extends Record> R bind(String path, R defaults, Map<String, ?> values) {
        Set<String> known = tree(defaults).keySet();
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw new ConfigException(
                        path + key,
                        "unknown key " + path + shown(key) + "; known here: "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
        return overlaid(path, defaults, values);
    }

    private static <R extends Record> R overlaid(String path, R defaults, Map<String, ?> values) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String key = key(component.getName());
            Object fallback = get(defaults, component);
            if (isInline(component)) {
                arguments[i] = overlaid(path, (Record) fallback, values);
            } else if (isPerRun(component) || !values.containsKey(key)) {
                arguments[i] = fallback;
            } else {
                arguments[i] = convert(path + key, component.getType(), fallback, values.get(key));
            }
        }
        return construct(path, defaults, components, arguments, values.keySet());
    }

    private static Object convert(String key, Class<?> type, Object fallback, @Nullable Object value) {
        if (fallback instanceof Record section) {
            return value == null ? section : bind(key + ".", section, section(key, value));
        }
        if (fallback instanceof Map) {
            return value == null ? fallback : texts(key, value);
        }
        if (value == null) {
            throw new ConfigException(key, key + ": has no value; leave the key out for its default " + fallback);
        }
        if (value instanceof Map || value instanceof List) {
            String what = value instanceof Map ? "a section" : "a list";
            throw new ConfigException(key, key + ": needs " + kind(type) + ", was " + what);
        }
        String text = value.toString();
        if (type.isEnum()) {
            return constant(key, type, text);
        }
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            if (text.equals("true") || text.equals("false")) {
                return text.equals("true");
            }
            throw new ConfigException(key, key + ": needs " + kind(type) + ", was " + shown(text));
        }
        return number(key, type, text);
    }

    /** A number as people write it. Its length is bounded before it is looked at: parsing takes time that grows with the
     * square of it. */
    private static Object number(String key, Class<?> type, String text) {
        try {
            if (text.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches()) {
                BigDecimal number = new BigDecimal(text);
                if (type == int.class) {
                    return number.intValueExact();
                }
                if (type == long.class) {
                    return number.longValueExact();
                }
                if (type == BigDecimal.class) {
                    return number;
                }
                double value = number.doubleValue();
                if (type == double.class && Double.isFinite(value) && (value != 0 || number.signum() == 0)) {
                    return value;
                }
            }
        } catch (ArithmeticException e) {
            // no whole number, or too large for one: refused below
        }
        throw new ConfigException(key, key + ": needs " + kind(type) + ", was " + shown(text));
    }

    private static String kind(Class<?> type) {
        if (type == int.class) {
            return "a whole number of at most " + Integer.MAX_VALUE;
        }
        if (type == long.class) {
            return "a whole number of at most " + Long.MAX_VALUE;
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == double.class || type == BigDecimal.class ? "a finite number" : "a text";
    }

    /** A value for an error text: at most so long that the text stays a line. */
    static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= MAX_SHOWN
                ? text
                : text.substring(0, MAX_SHOWN) + "... (" + text.length() + " characters)";
    }

    @SuppressWarnings("unchecked") // the YAML reader gives maps with text keys
    private static Map<String, ?> section(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, ?>) map;
        }
        throw new ConfigException(
                key, key + ": is a section, was " + (value instanceof List ? "a list" : shown(value)));
    }

    private static Map<String, String> texts(String key, Object value) {
        Map<String, String> texts = new TreeMap<>();
        section(key, value).forEach((name, text) -> {
            if (text == null || text instanceof Map || text instanceof List) {
                String was = text == null ? "empty" : text instanceof Map ? "a section" : "a list";
                throw new ConfigException(key + '.' + name, key + '.' + name + ": needs a text, was " + was);
            }
            texts.put(name, text.toString());
        });
        return Map.copyOf(texts);
    }

    private static Object constant(String key, Class<?> type, String value) {
        String wanted = value.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        int at = names.indexOf(wanted);
        if (at < 0) {
            String allowed = String.join(", ", names).toLowerCase(Locale.ROOT).replace('_', '-');
            throw new ConfigException(key, key + ": must be one of " + allowed + ", was " + shown(value));
        }
        return type.getEnumConstants()[at];
    }

    private static <R extends Record> R construct(
            String path, R defaults, RecordComponent[] components, Object[] arguments, Set<String> given) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked") // a record's own canonical constructor
            Constructor<R> constructor = (Constructor<R>) defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            String section = path.isEmpty() ? "" : path.substring(0, path.length() - 1);
            String refusal = keyed(components, e.getTargetException());
            String text = section.isEmpty() ? refusal : section + ": " + refusal;
            throw new ConfigException(refusedKey(path, section, refusal, given), text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(defaults.getClass() + " is no plain record", e);
        }
    }

    /** The given key that a refusal names first; the section if it names none. */
    private static String refusedKey(String path, String section, String refusal, Set<String> given) {
        Matcher dotted = DOTTED.matcher(refusal);
        if (dotted.lookingAt()) {
            return path + dotted.group();
        }
        String named = "";
        int first = Integer.MAX_VALUE;
        for (String key : given) {
            Matcher at = Pattern.compile("(?<![a-z0-9-])" + Pattern.quote(key) + "(?![a-z0-9-])")
                    .matcher(refusal);
            if (at.find() && at.start() < first) {
                first = at.start();
                named = path + key;
            }
        }
        return named.isEmpty() ? section : named;
    }

    /** The record's own words, with the component it names replaced by its key. */
    private static String keyed(RecordComponent[] components, Throwable refusal) {
        String text = String.valueOf(refusal.getMessage());
        for (RecordComponent component : components) {
            text = text.replaceAll("\\b" + component.getName() + "\\b", key(component.getName()));
        }
        return text;
    }

    private static void flatten(String path, Record config, Map<String, Object> flat) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            if (isInline(component)) {
                flatten(path, (Record) get(config, component), flat);
                continue;
            }
            if (isPerRun(component)) {
                continue;
            }
            String key = path + key(component.getName());
            Object value = get(config, component);
            if (value instanceof Record section) {
                flatten(key + ".", section, flat);
            } else {
                flat.put(key, value);
            }
        }
    }

    private static boolean isInline(RecordComponent component) {
        return component.isAnnotationPresent(Inline.class);
    }

    private static boolean isPerRun(RecordComponent component) {
        return component.isAnnotationPresent(PerRun.class);
    }

    private static Object get(Record config, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }
}
