package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Arrays of a pickle: those with a state of their own, and those whose bytes joblib writes between the opcodes. */
final class JoblibArrays {
    private static final int MOST_PICKLES_INSIDE = 8;

    private final Cursor cursor;
    private final Budget budget;
    private final int depth;

    JoblibArrays(Cursor cursor, Budget budget, int depth) {
        this.cursor = cursor;
        this.budget = budget;
        this.depth = depth;
    }

    static boolean isWrapper(Instance instance) {
        return instance.name().equals("NumpyArrayWrapper");
    }

    /** Fills an array from its state: (version, shape, type, is Fortran order, elements). */
    void fill(NumpyArray array, Object state, Calls calls) throws RefusedException {
        if (!(state instanceof Tuple tuple) || tuple.items().size() < 5) {
            throw Refusals.inconsistent("an array has a state that is not read");
        }
        List<Object> items = tuple.items();
        DType type = DTypeShell.of(items.get(2));
        int[] shape = Shapes.of(items.get(1));
        boolean isFortran = Boolean.TRUE.equals(items.get(3)) || Long.valueOf(1).equals(items.get(3));
        if (items.get(4) instanceof List<?> values) {
            budget.take(8L * values.size());
            array.fill(type, shape, isFortran, List.copyOf(values));
        } else {
            Calls.refuseObjects(type);
            array.fill(type, shape, isFortran, calls.bytes(items.get(4)));
        }
    }

    /** Reads the array that follows its wrapper in the file. */
    NumpyArray read(Instance wrapper) throws RefusedException {
        DType type = DTypeShell.of(value(wrapper, "dtype"));
        int[] shape = Shapes.of(value(wrapper, "shape"));
        boolean isFortran = "F".equals(wrapper.attribute("order"));
        if (type.isObject()) {
            if (depth >= MOST_PICKLES_INSIDE) {
                throw Refusals.tooLarge("the pickle nests more than " + MOST_PICKLES_INSIDE + " pickles");
            }
            Object inside = new PickleMachine(cursor, budget, depth + 1).run();
            if (inside instanceof NumpyArray array) {
                return array;
            }
            throw Refusals.inconsistent("an array of objects is followed by something else");
        }
        Calls.refuseObjects(type);
        if (wrapper.attribute("numpy_array_alignment_bytes") != null) {
            cursor.take(cursor.length(1));
        }
        long bytes = (long) Shapes.size(shape) * type.size();
        if (bytes > cursor.remaining()) {
            throw Refusals.broken("an array announces " + bytes + " bytes, but " + cursor.remaining() + " follow");
        }
        NumpyArray array = new NumpyArray();
        array.fill(type, shape, isFortran, cursor.take((int) bytes));
        return array;
    }

    private static Object value(Instance wrapper, String attribute) throws RefusedException {
        Object value = wrapper.attribute(attribute);
        if (value == null) {
            throw Refusals.inconsistent("an array of joblib has no " + attribute);
        }
        return value;
    }
}
