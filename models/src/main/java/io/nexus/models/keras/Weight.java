package io.nexus.models.keras;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;

/** An array of weights of a file. */
final class Weight {
    private final String name;
    private final int[] sizes;
    private final float[] values;

    Weight(String name, int[] sizes, float[] values) {
        this.name = name;
        this.sizes = sizes.clone();
        this.values = values;
    }

    int[] sizes() {
        return sizes.clone();
    }

    /** All values, row-major; nobody changes them.
     *
     * @throws RefusedException if one is no finite number */
    float[] values() throws RefusedException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RefusedException(
                        Refusal.WRONG_ANSWER,
                        "weight " + Reasons.quoted(name) + " holds " + values[i] + " at place " + i,
                        "train the model again: a net with such a weight answers no finite numbers");
            }
        }
        return values;
    }

    /** The values if they have these sizes.
     *
     * @throws RefusedException if not */
    float[] values(int... expected) throws RefusedException {
        if (!Arrays.equals(sizes, expected)) {
            throw Reasons.inconsistent("the configuration says " + Arrays.toString(expected) + " for weight "
                    + Reasons.quoted(name) + ", the file holds " + Arrays.toString(sizes));
        }
        return values();
    }
}
