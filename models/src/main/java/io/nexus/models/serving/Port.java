package io.nexus.models.serving;

import io.nexus.domain.check.Check;
import java.util.List;

/** A named input or output of one row.
 *
 * @param shape sizes without the batch, e.g. [60, 8] for 60 steps of 8 features; empty for a single number
 * @param type as the writer holds it */
public record Port(String name, List<Integer> shape, NumberType type) {
    public Port {
        Check.notBlank("name", name);
        shape = List.copyOf(shape);
        for (int size : shape) {
            Check.positive("shape", size);
        }
    }

    /** A port of one dimension. */
    public static Port of(String name, int width, NumberType type) {
        return new Port(name, List.of(width), type);
    }

    /** How many values a row has here. */
    public int width() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
