package io.nexus.models.binding;

import io.nexus.models.role.OutputUnit;
import java.io.Serializable;

/** One number of a role and where it comes from.
 *
 * @param name of the role's output
 * @param from place among all outputs of the file, flattened in its order; -1 for a constant
 * @param unit in which the file answers
 * @param constant the answer if it is no output of the file */
public record BoundOutput(String name, int from, OutputUnit unit, double constant) implements Serializable {
    private static final int NOWHERE = -1;

    static BoundOutput constant(String name, double value) {
        return new BoundOutput(name, NOWHERE, OutputUnit.NUMBER, value);
    }

    public boolean isConstant() {
        return from == NOWHERE;
    }

    /** The role's number.
     *
     * @param answers of the file */
    public double of(double[] answers) {
        return isConstant() ? constant : unit.convert(answers[from]);
    }
}
