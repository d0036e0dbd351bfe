package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call in a pickle leaves: a value of our own for the few that are known, a dead instance for every other
 * allowed name. */
final class Calls {
    private final Budget budget;

    Calls(Budget budget) {
        this.budget = budget;
    }

    /** The result of calling an allowed name. */
    Object call(Object callable, Object arguments) throws RefusedException {
        if (!(callable instanceof Global global) || !(arguments instanceof Tuple tuple)) {
            throw Refusals.broken("the pickle calls something that is no name, or without arguments");
        }
        List<Object> items = tuple.items();
        budget.take(0);
        String name = global.toString().replace("__builtin__.", "builtins.").replace("numpy.core.", "numpy._core.");
        return switch (name) {
            case "numpy._core.multiarray._reconstruct" -> new NumpyArray();
            case "numpy._core.multiarray.scalar" -> scalar(items);
            case "numpy._core.numeric._frombuffer" -> fromBuffer(items);
            case "numpy._core._ufunc_reconstruct" -> function(items);
            case "numpy.dtype" -> new DTypeShell(DType.parse(text(first(items))));
            case "collections.OrderedDict", "builtins.dict" -> map(items);
            case "collections.defaultdict" -> new LinkedHashMap<Object, Object>();
            case "builtins.set", "builtins.list" -> new ArrayList<>(elements(items));
            case "builtins.frozenset", "builtins.tuple" -> new Tuple(elements(items));
            case "builtins.bytearray", "builtins.bytes" -> items.isEmpty() ? bytes("") : bytes(items.get(0));
            case "_codecs.encode" -> bytes(text(first(items)));
            case "copyreg._reconstructor", "copy_reg._reconstructor" -> reconstructed(items);
            default -> new Instance(global, items);
        };
    }

    /** A type or text argument, which Python 2 wrote as bytes. */
    static String text(Object value) throws RefusedException {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Bytes bytes) {
            return bytes.text(0, bytes.length(), StandardCharsets.ISO_8859_1);
        }
        throw Refusals.inconsistent("the pickle has something else where a text is needed");
    }

    /** Bytes, or a text that stands for bytes as Python 2 and protocol 2 write them. */
    Bytes bytes(Object value) throws RefusedException {
        if (value instanceof Bytes bytes) {
            return bytes;
        }
        String text = text(value);
        budget.take(text.length());
        return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    private Object scalar(List<Object> items) throws RefusedException {
        DType type = DTypeShell.of(first(items));
        if (items.size() < 2) {
            throw Refusals.inconsistent("a number of numpy has no value");
        }
        if (type.isObject()) {
            return items.get(1);
        }
        NumpyArray one = new NumpyArray();
        one.fill(type, new int[0], false, bytes(items.get(1)));
        return one.values().get(0);
    }

    /** A function of numpy, named by module and name. */
    private static Global function(List<Object> items) throws RefusedException {
        if (items.size() != 2 || !(items.get(0) instanceof String module) || !(items.get(1) instanceof String name)) {
            throw Refusals.inconsistent("a function of numpy has no name");
        }
        Global function = new Global(module, name);
        if (!Allowed.allows(function)) {
            throw Refusals.notAllowed(function);
        }
        return function;
    }

    private static NumpyArray fromBuffer(List<Object> items) throws RefusedException {
        if (items.size() != 4 || !(items.get(0) instanceof Bytes data)) {
            throw Refusals.inconsistent("an array of the pickle has no bytes");
        }
        DType type = DTypeShell.of(items.get(1));
        refuseObjects(type);
        NumpyArray array = new NumpyArray();
        array.fill(type, Shapes.of(items.get(2)), "F".equals(items.get(3)), data);
        return array;
    }

    static void refuseObjects(DType type) throws RefusedException {
        if (type.isObject()
                || type.fields().values().stream()
                        .anyMatch(field -> field.type().isObject())) {
            throw Refusals.inconsistent("an array of objects has bytes instead of objects");
        }
    }

    private Object reconstructed(List<Object> items) throws RefusedException {
        if (!(first(items) instanceof Global type)) {
            throw Refusals.broken("the pickle makes an object of something that is no class");
        }
        return new Instance(type, List.of());
    }

    private Map<Object, Object> map(List<Object> items) throws RefusedException {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (items.isEmpty()) {
            return map;
        }
        if (items.get(0) instanceof Map<?, ?> other) {
            for (Map.Entry<?, ?> entry : other.entrySet()) {
                budget.take(0);
                map.put(entry.getKey(), entry.getValue());
            }
            return map;
        }
        for (Object pair : elements(items)) {
            List<Object> parts = elements(List.of(pair));
            if (parts.size() != 2) {
                throw Refusals.inconsistent("a map of the pickle has an entry that is no pair");
            }
            map.put(PickleStack.key(parts.get(0)), parts.get(1));
        }
        return map;
    }

    /** A copy of the elements of the first argument. */
    private List<Object> elements(List<Object> items) throws RefusedException {
        List<?> elements = List.of();
        if (!items.isEmpty()) {
            elements = items.get(0) instanceof Tuple tuple
                    ? tuple.items()
                    : items.get(0) instanceof List<?> list ? list : null;
        }
        if (elements == null) {
            throw Refusals.inconsistent("the pickle has something else where a list is needed");
        }
        List<Object> copy = new ArrayList<>();
        for (Object element : elements) {
            budget.take(0);
            copy.add(element);
        }
        return copy;
    }

    private static Object first(List<Object> items) throws RefusedException {
        if (items.isEmpty()) {
            throw Refusals.inconsistent("the pickle calls something without an argument that it needs");
        }
        return items.get(0);
    }
}
