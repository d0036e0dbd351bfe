package io.nexus.job.graph;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

/** Makes a value of a type in which no field is null, empty or zero; no two numbers are equal, and fractions are below 1. */
final class Samples {
    private int count;

    Object of(TypeInformation<?> type) {
        try {
            if (type instanceof PojoTypeInfo<?> pojo) {
                return pojo.getTypeClass().isRecord() ? recordOf(pojo) : pojo(pojo);
            }
            if (type instanceof ListTypeInfo<?> list) {
                return List.of(of(list.getElementTypeInfo()), of(list.getElementTypeInfo()));
            }
            if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
                Object sample = Array.newInstance(array.getComponentInfo().getTypeClass(), 1);
                Array.set(sample, 0, of(array.getComponentInfo()));
                return sample;
            }
            if (type instanceof MapTypeInfo<?, ?> map) {
                return Map.of(of(map.getKeyTypeInfo()), of(map.getValueTypeInfo()));
            }
            return plain(type.getTypeClass());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " can't be made", e);
        }
    }

    private Object plain(Class<?> type) {
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 3);
            for (int i = 0; i < 3; i++) {
                Array.set(array, i, plain(type.getComponentType()));
            }
            return array;
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[++count % constants.length];
        }
        return number(type);
    }

    private Object number(Class<?> type) {
        count++;
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> count;
            case "long", "Long" -> (long) count;
            case "double", "Double" -> count / 16_384.0;
            case "float", "Float" -> count / 16_384f;
            case "byte", "Byte" -> (byte) (count % 127 + 1);
            case "boolean", "Boolean" -> true;
            case "String" -> "text " + count;
            case "BigDecimal" -> new BigDecimal(count + ".25");
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }

    private Object recordOf(PojoTypeInfo<?> pojo) throws ReflectiveOperationException {
        RecordComponent[] components = pojo.getTypeClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = of(pojo.getTypeAt(pojo.getFieldIndex(components[i].getName())));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = pojo.getTypeClass().getDeclaredConstructor(types);
        return constructor.newInstance(arguments);
    }

    private Object pojo(PojoTypeInfo<?> pojo) throws ReflectiveOperationException {
        Object made = pojo.getTypeClass().getDeclaredConstructor().newInstance();
        for (int i = 0; i < pojo.getArity(); i++) {
            PojoField field = pojo.getPojoFieldAt(i);
            field.getField().setAccessible(true);
            field.getField().set(made, of(field.getTypeInformation()));
        }
        return made;
    }
}
