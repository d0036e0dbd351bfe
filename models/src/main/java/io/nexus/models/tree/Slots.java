package io.nexus.models.tree;

import io.nexus.models.serving.NumberType;
import java.util.Arrays;

/** Puts a row down once per way in which splits look at it, so that no split asks whether a value is missing: a missing
 * value is -Infinity where it goes left and NaN, which is never {@code <= t}, where it goes right. Slot 0 is always
 * zero, for leaves. */
final class Slots {
    /** Values up to here count as zero in LightGBM, which holds the number as a float. */
    private static final double ZERO = 1e-35f;

    private final int[] slotOfFeatureAndKind;
    private final boolean isFloat;
    private int[] featureOfSlot = new int[1];
    private byte[] kindOfSlot = new byte[1];
    private int count = 1;

    Slots(int features, NumberType type) {
        this.slotOfFeatureAndKind = new int[Math.multiplyExact(features, NodeKind.COUNT)];
        this.isFloat = type == NumberType.FLOAT32;
    }

    /** Slot in which splits of this kind find this feature. */
    int of(int feature, byte kind) {
        byte view = NodeKind.isCategory(kind) ? NodeKind.NAN_RIGHT : kind;
        int key = feature * NodeKind.COUNT + view;
        if (slotOfFeatureAndKind[key] == 0) {
            if (count == featureOfSlot.length) {
                featureOfSlot = Arrays.copyOf(featureOfSlot, 2 * count);
                kindOfSlot = Arrays.copyOf(kindOfSlot, 2 * count);
            }
            featureOfSlot[count] = feature;
            kindOfSlot[count] = view;
            slotOfFeatureAndKind[key] = count++;
        }
        return slotOfFeatureAndKind[key];
    }

    int count() {
        return count;
    }

    /** Fills a row of {@link #count()} values. */
    void fill(double[] x, double[] row) {
        for (int slot = 1; slot < count; slot++) {
            double given = x[featureOfSlot[slot]];
            row[slot] = seen(isFloat ? (float) given : given, kindOfSlot[slot]);
        }
    }

    /** The same where all is float. */
    void fill(double[] x, float[] row) {
        for (int slot = 1; slot < count; slot++) {
            row[slot] = (float) seen((float) x[featureOfSlot[slot]], kindOfSlot[slot]);
        }
    }

    private static double seen(double value, byte kind) {
        return switch (kind) {
            case NodeKind.NAN_IS_ZERO -> Double.isNaN(value) ? 0 : value;
            case NodeKind.NAN_LEFT -> Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
            case NodeKind.ZERO_LEFT -> isZeroOrNaN(value) ? Double.NEGATIVE_INFINITY : value;
            case NodeKind.ZERO_RIGHT -> isZeroOrNaN(value) ? Double.NaN : value;
            default -> value;
        };
    }

    private static boolean isZeroOrNaN(double value) {
        return !(Math.abs(value) > ZERO);
    }
}
