package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the layers of a graph are called on, in the forms of Keras 2 and 3. */
final class Inbound {
    /** Named arguments of attention that are values, in the order of its positions. */
    private static final List<String> VALUES = List.of("value", "key");

    private static final int CALLS = 100;

    private final LayerConfig layer;
    private final KerasVersion version;

    Inbound(LayerConfig layer, KerasVersion version) {
        this.layer = layer;
        this.version = version;
    }

    /** A value that a layer gives.
     *
     * @param layer its name
     * @param call which of the layer's calls, from 0
     * @param output which value of the call */
    record Reference(String layer, int call, int output) {}

    /** What each call of the layer is called on.
     *
     * @throws RefusedException if an argument is no value of another layer */
    List<List<Reference>> calls() throws RefusedException {
        List<List<Reference>> calls = new ArrayList<>();
        JsonNode nodes = layer.json().path("inbound_nodes");
        if (nodes.size() > CALLS) {
            throw layer.inconsistent("is called " + nodes.size() + " times");
        }
        for (JsonNode node : nodes) {
            List<Reference> references = new ArrayList<>();
            if (node.isObject()) {
                for (JsonNode argument : node.path("args")) {
                    addThree(argument, references);
                }
                addNamed(node.path("kwargs"), references);
            } else {
                addTwo(node, references);
            }
            calls.add(references);
        }
        return calls;
    }

    /** A value in one of the forms of {@code input_layers}. */
    Reference reference(JsonNode value) throws RefusedException {
        if (value.isArray() && value.size() >= 3 && value.get(0).isTextual()) {
            return new Reference(
                    value.get(0).asText(), layer.whole("a call", value.get(1)), layer.whole("a value", value.get(2)));
        }
        throw layer.inconsistent("refers to " + Reasons.quoted(value.toString()) + ", which is no value of a layer");
    }

    /** [["a", 0, 0, {}], ["b", 0, 0, {}]] */
    private void addTwo(JsonNode node, List<Reference> references) throws RefusedException {
        boolean single = node.size() >= 3 && node.get(0).isTextual();
        for (JsonNode item : single ? List.of(node) : node) {
            references.add(reference(item));
            addNamed(item.path(3), references);
        }
    }

    /** {"class_name": "__keras_tensor__", "config": {"keras_history": ["a", 0, 0]}} or a list of them. */
    private void addThree(JsonNode argument, List<Reference> references) throws RefusedException {
        if (argument.isArray()) {
            for (JsonNode item : argument) {
                references.add(tensor(item));
            }
        } else {
            references.add(tensor(argument));
        }
    }

    private Reference tensor(JsonNode value) throws RefusedException {
        return reference(value.path("config").path("keras_history"));
    }

    private void addNamed(JsonNode named, List<Reference> references) throws RefusedException {
        for (String key : VALUES) {
            JsonNode value = named.path(key);
            if (!value.isMissingNode() && !value.isNull() && layer.className().equals("MultiHeadAttention")) {
                references.add(value.isArray() ? reference(value) : tensor(value));
            }
        }
        for (Map.Entry<String, JsonNode> entry : named.properties()) {
            JsonNode value = entry.getValue();
            boolean taken = VALUES.contains(entry.getKey()) && layer.className().equals("MultiHeadAttention");
            boolean off = value.isBoolean() && !value.asBoolean();
            if (!value.isNull() && !taken && !off) {
                throw layer.unsupported(
                        "is called with " + Reasons.quoted(entry.getKey()) + " " + Reasons.quoted(value.toString()),
                        version);
            }
        }
    }
}
