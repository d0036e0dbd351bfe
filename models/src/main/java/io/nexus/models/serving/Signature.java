package io.nexus.models.serving;

import java.util.List;

/** What a model takes and gives, per row.
 *
 * @param inputs in the order in which the file declares them
 * @param outputs likewise */
public record Signature(List<Port> inputs, List<Port> outputs) {
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "a model has at least one input and one output, not " + inputs + " and " + outputs);
        }
    }

    public int inputWidth() {
        return width(inputs);
    }

    public int outputWidth() {
        return width(outputs);
    }

    private static int width(List<Port> ports) {
        return ports.stream().mapToInt(Port::width).reduce(0, Math::addExact);
    }
}
