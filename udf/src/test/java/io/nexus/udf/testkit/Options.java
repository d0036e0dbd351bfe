package io.nexus.udf.testkit;

import io.nexus.domain.check.Inline;
import io.nexus.domain.check.PerRun;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The options of a configuration record by their keys, as the configuration file writes them. */
final class Options<C extends Record> {
    private static final List<String> FACTORS = List.of("0.2", "5", "0.01", "100", "0.7", "1.4", "0.95", "1.05");
    private static final List<String> PLACES = List.of("0.5", "1", "10");

    private final C defaults;
    private final Map<String, Object> valueByKey = new LinkedHashMap<>();

    Options(C defaults) {
        this.defaults = defaults;
        collect("", defaults);
    }

    Map<String, Object> valueByKey() {
        return valueByKey;
    }

    /** The defaults with other values.
     *
     * @throws IllegalArgumentException if the configuration refuses them */
    C with(Map<String, Object> values) {
        @SuppressWarnings("unchecked") // a record is made of its own class
        C changed = (C) with("", defaults, values);
        return changed;
    }

    /** Values of the option's type below and above its default, those far away first; the configuration may refuse some. */
    List<Object> others(String key) {
        Object value = valueByKey.get(key);
        if (value instanceof Enum<?> constant) {
            return Stream.of((Object[]) constant.getDeclaringClass().getEnumConstants())
                    .filter(each -> each != value)
                    .toList();
        }
        if (value instanceof String) {
            return List.of("ETHUSDT");
        }
        List<Object> others = new ArrayList<>();
        FACTORS.forEach(
                factor -> others.add(number(value, new BigDecimal(value.toString()).multiply(new BigDecimal(factor)))));
        PLACES.forEach(place -> others.add(number(value, new BigDecimal(place))));
        others.removeIf(value::equals);
        return others;
    }

    private static Object number(Object like, BigDecimal value) {
        if (like instanceof Double) {
            return value.doubleValue();
        }
        return like instanceof Integer ? (Object) value.intValue() : (Object) value.longValue();
    }

    private void collect(String path, Record section) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Object value = get(section, component);
            if (value instanceof Record inner) {
                collect(path(path, component), inner);
            } else if (!component.isAnnotationPresent(PerRun.class)) {
                valueByKey.put(path + name(component), value);
            }
        }
    }

    private static Record with(String path, Record section, Map<String, Object> values) {
        RecordComponent[] components = section.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object value = get(section, components[i]);
            arguments[i] = value instanceof Record inner
                    ? with(path(path, components[i]), inner, values)
                    : values.getOrDefault(path + name(components[i]), value);
        }
        return make(section.getClass(), types, arguments);
    }

    private static Record make(Class<? extends Record> type, Class<?>[] types, Object[] arguments) {
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made", e);
        }
    }

    private static Object get(Record section, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private static String path(String path, RecordComponent component) {
        return component.isAnnotationPresent(Inline.class) ? path : path + name(component) + '.';
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
