package io.nexus.udf.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes a record wrong in one place, anywhere in it: what a fault, an older writer or a hand-made message may bring. */
public final class Mutations {
    private static final long[] LONGS = {0, -1, 1, 7, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000L};
    private static final String[] TEXTS = {
        "", " ", "NEXUS_OTHER_1_000001", "BINANCE|USDM|GONEUSDT", "other|USDM|account"
    };
    private static final BigDecimal[] DECIMALS = {
        BigDecimal.ZERO, new BigDecimal("-1"), new BigDecimal("1E+999999999"), new BigDecimal("1E-999999999")
    };

    private final Random random;

    public Mutations(Random random) {
        this.random = random;
    }

    /** The record with one component, or one deep inside it, made otherwise; null if its type refuses that. */
    public <R extends Record> @Nullable R mutate(R record) {
        try {
            return mutated(record);
        } catch (InvocationTargetException e) {
            return null; // what reads it from JSON refuses it, too
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " can't be copied", e);
        }
    }

    @SuppressWarnings("unchecked") // the constructor is the record's own
    private <R extends Record> R mutated(R record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i].getAccessor().setAccessible(true);
            values[i] = components[i].getAccessor().invoke(record);
            types[i] = components[i].getType();
        }
        int at = random.nextInt(components.length);
        values[at] = value(types[at], values[at]);
        Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return (R) constructor.newInstance(values);
    }

    private @Nullable Object value(Class<?> type, @Nullable Object old) throws ReflectiveOperationException {
        if (type == long.class) {
            return LONGS[random.nextInt(LONGS.length)];
        }
        if (type == int.class) {
            return random.nextInt(3) - 1;
        }
        if (type == boolean.class) {
            return !Boolean.TRUE.equals(old);
        }
        if (type == double.class) {
            return random.nextBoolean() ? Double.NaN : -1.0;
        }
        boolean isDeep = old instanceof Record || (old instanceof List<?> list && !list.isEmpty());
        if (old == null || random.nextInt(isDeep ? 6 : 3) == 0) {
            return null;
        }
        if (old instanceof Record inner) {
            return mutated(inner);
        }
        if (old instanceof List<?> list) {
            return list(list);
        }
        if (type == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (type == BigDecimal.class) {
            return DECIMALS[random.nextInt(DECIMALS.length)];
        }
        Object[] constants = type.getEnumConstants();
        return constants == null ? old : constants[random.nextInt(constants.length)];
    }

    private List<?> list(List<?> list) throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>(list);
        switch (random.nextInt(4)) {
            case 0 -> all.clear();
            case 1 -> all.addAll(Collections.singletonList(null));
            case 2 -> all.addAll(list);
            default -> {
                if (!all.isEmpty() && all.get(0) instanceof Record inner) {
                    all.set(0, mutated(inner));
                }
            }
        }
        return all;
    }
}
