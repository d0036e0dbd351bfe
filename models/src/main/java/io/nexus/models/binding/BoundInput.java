package io.nexus.models.binding;

import java.io.Serializable;

/** One input of a file: an input of the dictionary, scaled and shifted as its owner did before training, or a constant.
 *
 * @param id of the dictionary; empty for a constant
 * @param scale the model sees {@code scale * value + shift}; 0 for a constant
 * @param shift the constant itself if it is one
 * @param missing what the model sees where the value is missing; NaN = a missing value, for models that know such */
public record BoundInput(String id, double scale, double shift, double missing) implements Serializable {
    /** An input as the dictionary has it.
     *
     * @param missing the dictionary's value for a missing one */
    public static BoundInput plain(String id, double missing) {
        return new BoundInput(id, 1, 0, missing);
    }

    public static BoundInput constant(double value) {
        return new BoundInput("", 0, value, value);
    }

    public boolean isConstant() {
        return id.isEmpty();
    }

    /** What the model sees.
     *
     * @param value NaN if it is missing; ignored by a constant */
    public double apply(double value) {
        return isConstant() ? shift : Double.isNaN(value) ? missing : scale * value + shift;
    }
}
