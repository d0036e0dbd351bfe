package io.nexus.models.keras;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.models.keras.Inbound.Reference;
import java.util.List;

/** How a layer or a function is called.
 *
 * @param inputs values of other layers, in order
 * @param positional arguments; a value of another layer stands there as {@code {"input": place among the inputs}}
 * @param named arguments likewise */
record Call(List<Reference> inputs, ArrayNode positional, ObjectNode named) {
    /** Key of an argument that is an input. */
    static final String INPUT = "input";

    Call {
        inputs = List.copyOf(inputs);
    }

    /** A call on values alone. */
    static Call plain() {
        return new Call(List.of(), JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.objectNode());
    }
}
