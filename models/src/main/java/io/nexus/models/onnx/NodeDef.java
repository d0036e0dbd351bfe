package io.nexus.models.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation of a graph.
 *
 * @param domain empty for the operators of ONNX itself
 * @param inputs names of values; empty where an optional one is left out
 * @param outputs likewise */
record NodeDef(
        String domain, String operator, List<String> inputs, List<String> outputs, List<AttributeDef> attributes) {
    NodeDef {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
    }

    /** An operation of ONNX itself without attributes. */
    static NodeDef of(String operator, String input, String output) {
        return new NodeDef("", operator, List.of(input), List.of(output), List.of());
    }

    static NodeDef cast(String input, String output, int type) {
        return new NodeDef("", "Cast", List.of(input), List.of(output), List.of(AttributeDef.ofInt("to", type)));
    }

    /** Name with its domain, for people. */
    String fullName() {
        return domain.isEmpty() ? operator : domain + ":" + operator;
    }

    boolean is(String otherDomain, String otherOperator) {
        return domain.equals(otherDomain) && operator.equals(otherOperator);
    }

    /** Name of an input; empty if it is left out. */
    String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    String output() {
        return outputs.get(0);
    }

    @Nullable
    AttributeDef attribute(String name) {
        for (AttributeDef attribute : attributes) {
            if (attribute.name.equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    long integer(String name, long otherwise) {
        AttributeDef found = attribute(name);
        return found == null ? otherwise : found.integer;
    }

    float number(String name, float otherwise) {
        AttributeDef found = attribute(name);
        return found == null ? otherwise : found.number;
    }

    String text(String name, String otherwise) {
        AttributeDef found = attribute(name);
        return found == null ? otherwise : found.text;
    }

    long[] ints(String name) {
        AttributeDef found = attribute(name);
        return found == null ? new long[0] : found.ints;
    }

    float[] floats(String name) {
        AttributeDef found = attribute(name);
        return found == null ? new float[0] : found.floats;
    }

    List<String> texts(String name) {
        AttributeDef found = attribute(name);
        return found == null ? List.of() : found.texts;
    }

    NodeDef withAttributes(List<AttributeDef> others) {
        return new NodeDef(domain, operator, inputs, outputs, others);
    }

    NodeDef withInputs(List<String> others) {
        return new NodeDef(domain, operator, others, outputs, attributes);
    }
}
