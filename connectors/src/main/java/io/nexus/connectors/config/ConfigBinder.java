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

/** Binds a tree of YAML values to a tree of configuration records: a component {@code maxDrawdownRatio} is the key
 * {@code max-drawdown-ratio}, a nested record is a section. What the values leave out keeps its default; what no component
 * takes is refused. A map from text to text is
 * a section that takes any key. Components marked {@link PerRun} keep what the defaults have and have no key; those
 * marked {@link Inline} have no section of their own. */
public final class ConfigBinder {
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
                        "unknown key " + path + key + "; known here: " + String.join(", ", new TreeSet<>(known)));
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
            Object value = isPerRun(component) || isInline(component) ? null : values.get(key);
            if (isInline(component)) {
                arguments[i] = overlaid(path, (Record) fallback, values);
            } else {
                arguments[i] = value == null ? fallback : convert(path + key, component.getType(), fallback, value);
            }
        }
        return construct(path, defaults, components, arguments);
    }

    private static Object convert(String key, Class<?> type, Object fallback, Object value) {
        try {
            if (fallback instanceof Record section) {
                return bind(key + ".", section, section(key, value));
            }
            if (fallback instanceof Map) {
                return texts(key, value);
            }
            if (type.isEnum()) {
                return constant(key, type, value);
            }
            if (type == String.class) {
                return value.toString();
            }
            if (type == boolean.class && value instanceof Boolean) {
                return value;
            }
            BigDecimal number = new BigDecimal(value.toString());
            if (type == double.class) {
                return number.doubleValue();
            }
            if (type == long.class) {
                return number.longValueExact();
            }
            if (type == int.class) {
                return number.intValueExact();
            }
            if (type == BigDecimal.class) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ConfigException(key + ": needs a " + type.getSimpleName() + ", was " + value);
        }
        throw new ConfigException(key + ": needs a " + type.getSimpleName() + ", was " + value);
    }

    @SuppressWarnings("unchecked") // the YAML reader gives maps with text keys
    private static Map<String, ?> section(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, ?>) map;
        }
        throw new ConfigException(key + ": is a section, was " + value);
    }

    private static Map<String, String> texts(String key, Object value) {
        Map<String, String> texts = new TreeMap<>();
        section(key, value).forEach((name, text) -> {
            if (text == null || text instanceof Map || text instanceof List) {
                throw new ConfigException(key + '.' + name + ": needs a text, was " + text);
            }
            texts.put(name, text.toString());
        });
        return Map.copyOf(texts);
    }

    private static Object constant(String key, Class<?> type, Object value) {
        String wanted = value.toString().toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        int at = names.indexOf(wanted);
        if (at < 0) {
            String allowed = String.join(", ", names).toLowerCase(Locale.ROOT).replace('_', '-');
            throw new ConfigException(key + ": must be one of " + allowed + ", was " + value);
        }
        return type.getEnumConstants()[at];
    }

    private static <R extends Record> R construct(
            String path, R defaults, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked") // a record's own canonical constructor
            Constructor<R> constructor = (Constructor<R>) defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            String section = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + ": ";
            throw new ConfigException(section + keyed(components, e.getTargetException()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(defaults.getClass() + " is no plain record", e);
        }
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
