package io.nexus.models.role;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** A named input or output of a model and how many values it has per row (of a sequence: per step). */
public record TensorSpec(String name, int width) implements Serializable {
    public TensorSpec {
        Check.notBlank("name", name);
        Check.positive("width", width);
    }
}
