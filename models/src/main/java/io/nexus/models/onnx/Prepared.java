package io.nexus.models.onnx;

import io.nexus.models.serving.Port;
import java.util.List;
import java.util.Set;

/** A model that was made ready for ONNX Runtime: one row, short names, no maps, labels as their places.
 *
 * @param model its inputs and outputs have the names {@code v0, v1 ...}; the outputs are not typed
 * @param inputs as the file declares them, with every size known
 * @param declared outputs of the file, by place; those of a map have type 0
 * @param names of the values in the file, by number
 * @param halves inputs of the model that are floats of 16 bits in the file */
record Prepared(OnnxModel model, List<Port> inputs, List<ValueDef> declared, List<String> names, Set<String> halves) {
    private static final char PREFIX = 'v';

    Prepared {
        inputs = List.copyOf(inputs);
        declared = List.copyOf(declared);
        names = List.copyOf(names);
        halves = Set.copyOf(halves);
    }

    static String shortName(int number) {
        return PREFIX + Integer.toString(number);
    }

    Prepared with(OnnxModel other) {
        return new Prepared(other, inputs, declared, names, halves);
    }

    /** Name in the file of a value of the model. */
    String original(String name) {
        int number = Integer.parseInt(name, 1, name.length(), 10);
        return number < names.size() ? names.get(number) : name;
    }
}
