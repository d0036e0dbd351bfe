package io.nexus.models.pickle;

/** A class or function that a pickle names. It is a name only and never becomes code. */
public record Global(String module, String name) {
    @Override
    public String toString() {
        return module + "." + name;
    }
}
