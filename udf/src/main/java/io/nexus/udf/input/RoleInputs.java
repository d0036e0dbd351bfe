package io.nexus.udf.input;

import io.nexus.models.input.InputDictionary;
import io.nexus.models.input.RoleInputIds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Ordered inputs of one model at one call site. Immutable, hence thread-safe if its source is not shared.
 *
 * @param <S> what the site holds when it asks a model */
public final class RoleInputs<S> {
    private final List<String> ids;
    private final List<ToDoubleFunction<S>> readers;
    private final double[] missing;

    /** Inputs by their ids, in the model's order.
     *
     * @throws IllegalArgumentException naming the first id that the dictionary or the site does not know */
    public RoleInputs(List<String> ids, InputRegistry<S> registry) {
        this.ids = List.copyOf(ids);
        List<ToDoubleFunction<S>> found = new ArrayList<>(ids.size());
        missing = new double[ids.size()];
        for (String id : ids) {
            missing[found.size()] = InputDictionary.get(id).missing();
            found.add(registry.reader(id));
        }
        readers = List.copyOf(found);
    }

    /** Inputs of a role's contract.
     *
     * @throws IllegalArgumentException naming what is not known, the role or the first such id */
    public static <S> RoleInputs<S> ofRole(int roleId, InputRegistry<S> registry) {
        return new RoleInputs<>(RoleInputIds.of(roleId), registry);
    }

    public List<String> ids() {
        return ids;
    }

    /** How many values {@link #fill} writes. */
    public int width() {
        return missing.length;
    }

    /** Writes the values to the beginning of an array; what is not known takes the dictionary's missing value. Allocates nothing.
     *
     * @throws IndexOutOfBoundsException if the array is shorter than {@link #width} */
    public void fill(S source, double[] into) {
        for (int i = 0; i < missing.length; i++) {
            double value = readers.get(i).applyAsDouble(source);
            into[i] = Double.isNaN(value) ? missing[i] : value;
        }
    }

    /** Values in a new array. */
    public double[] of(S source) {
        double[] values = new double[missing.length];
        fill(source, values);
        return values;
    }
}
