package io.nexus.models.catalog;

import java.io.Serializable;

/** What became of one artifact when it was checked.
 *
 * @param detail for people, with the offending values; empty if it serves */
public record Verdict(Fault fault, String detail) implements Serializable {
    static final Verdict SERVES = new Verdict(Fault.NONE, "");

    static Verdict of(Fault fault, String values) {
        return new Verdict(fault, values.isEmpty() ? fault.meaning() : fault.meaning() + ": " + values);
    }

    public boolean isServing() {
        return fault == Fault.NONE;
    }
}
