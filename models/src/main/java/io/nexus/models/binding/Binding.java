package io.nexus.models.binding;

import java.io.Serializable;
import java.util.List;

/** What the inputs and outputs of a file mean.
 *
 * @param role name of the role
 * @param isConfirmed whether its owner says that it is so; a draft is not
 * @param inputs in the order of the file, each input port one after the other, each row-major
 * @param outputs one for each number of the role, in the role's order */
public record Binding(String role, boolean isConfirmed, List<BoundInput> inputs, List<BoundOutput> outputs)
        implements Serializable {
    /** How the file beside a model is called. */
    public static final String SUFFIX = ".binding.yaml";

    public Binding {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Ids of the dictionary in the order of the inputs; a constant has the empty id. */
    public List<String> ids() {
        return inputs.stream().map(BoundInput::id).toList();
    }
}
