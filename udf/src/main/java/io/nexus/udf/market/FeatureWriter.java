package io.nexus.udf.market;

import io.nexus.domain.feature.FeatureDefinition;
import io.nexus.domain.feature.FeatureSchema;
import java.util.Arrays;

/** Takes the features in schema order. One whose data are missing stands at the neutral value of the schema and is flagged; one that is known
 * but not finite is a failure, which names the feature. */
final class FeatureWriter {
    final double[] values = new double[FeatureSchema.SIZE];
    final long[] missing = new long[2];
    int cursor;
    int failed = -1;

    void begin() {
        cursor = 0;
        failed = -1;
        Arrays.fill(missing, 0);
    }

    /** Writes the next feature.
     *
     * @throws IllegalStateException if the schema has another name at this place */
    void put(String name, boolean isKnown, double value) {
        FeatureDefinition definition = FeatureSchema.DEFINITIONS.get(cursor);
        if (!name.equals(definition.name())) {
            throw new IllegalStateException("feature " + cursor + " is " + definition.name() + ", not " + name);
        }
        if (!isKnown) {
            missing[cursor >> 6] |= 1L << (cursor & 63);
            values[cursor] = definition.neutral();
        } else {
            values[cursor] = value;
            if (!Double.isFinite(value) && failed < 0) {
                failed = cursor;
            }
        }
        cursor++;
    }
}
