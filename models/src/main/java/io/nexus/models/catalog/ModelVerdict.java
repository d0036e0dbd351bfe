package io.nexus.models.catalog;

import java.io.Serializable;

/** What became of one artifact when it was checked.
 *
 * @param detail for people, with the offending values; empty if it serves */
public record ModelVerdict(Fault fault, String detail) implements Serializable {
    static final ModelVerdict SERVES = new ModelVerdict(Fault.NONE, "");

    static ModelVerdict of(Fault fault, String values) {
        return new ModelVerdict(fault, values.isEmpty() ? fault.meaning() : fault.meaning() + ": " + values);
    }

    public boolean isServing() {
        return fault == Fault.NONE;
    }
}
