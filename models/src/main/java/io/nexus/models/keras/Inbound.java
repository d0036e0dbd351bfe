package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the layers of a graph are called on, in the forms of Keras 2 and 3. */
final class Inbound {
    /** Named arguments that are values, in the order of their positions. */
    private static final List<String> VALUES = List.of("value", "key", "initial_state");
    /** Classes that take some of them. */
    private static final Set<String> TAKE_VALUES = Set.of("MultiHeadAttention", "LSTM", "GRU", "SimpleRNN", "RNN");
    /** Named arguments that change what a layer answers and that its reader knows. */
    private static final Set<String> KNOWN = Set.of("use_causal_mask");
    /** How Keras 2 writes a number where a value may stand. */
    private static final String NUMBER = "_CONSTANT_VALUE";

    private static final int CALLS = 100;

    private final LayerConfig layer;
    private final KerasVersion version;
    private final boolean isFunction;

    Inbound(LayerConfig layer, KerasVersion version) {
        this.layer = layer;
        this.version = version;
        this.isFunction = layer.isFunction();
    }

    /** A value that a layer gives.
     *
     * @param layer its name
     * @param call which of the layer's calls, from 0
     * @param output which value of the call */
    record Reference(String layer, int call, int output) {}

    /** How the layer is called, once or several times.
     *
     * @throws RefusedException if an argument is none that is known */
    List<Call> calls() throws RefusedException {
        List<Call> calls = new ArrayList<>();
        JsonNode nodes = layer.json().path("inbound_nodes");
        if (nodes.size() > CALLS) {
            throw layer.inconsistent("is called " + nodes.size() + " times");
        }
        for (JsonNode node : nodes) {
            Arguments arguments = new Arguments();
            if (node.isObject()) {
                for (JsonNode argument : node.path("args")) {
                    arguments.positional.add(arguments.three(argument));
                }
                for (Map.Entry<String, JsonNode> named : node.path("kwargs").properties()) {
                    arguments.named.set(named.getKey(), arguments.three(named.getValue()));
                }
            } else {
                arguments.two(node);
            }
            calls.add(isFunction ? arguments.call() : layerCall(arguments));
        }
        return calls;
    }

    /** A value in one of the forms of {@code input_layers}. */
    Reference reference(JsonNode value) throws RefusedException {
        if (isReference(value)) {
            return new Reference(
                    value.get(0).asText(), layer.whole("a call", value.get(1)), layer.whole("a value", value.get(2)));
        }
        throw layer.inconsistent("refers to " + Reasons.quoted(value.toString()) + ", which is no value of a layer");
    }

    private static boolean isReference(JsonNode value) {
        return value.isArray()
                && value.size() >= 3
                && value.get(0).isTextual()
                && value.get(1).isIntegralNumber()
                && value.get(2).isIntegralNumber();
    }

    /** A layer is called on values; other arguments are refused unless they say nothing. */
    private Call layerCall(Arguments arguments) throws RefusedException {
        List<Reference> inputs = new ArrayList<>();
        for (JsonNode argument : arguments.positional) {
            take(argument, arguments, inputs, "an argument");
        }
        if (TAKE_VALUES.contains(layer.className())) {
            for (String key : VALUES) {
                JsonNode value = arguments.named.path(key);
                if (!value.isMissingNode() && !value.isNull()) {
                    take(value, arguments, inputs, key);
                    arguments.named.remove(key);
                }
            }
        }
        for (Map.Entry<String, JsonNode> entry : arguments.named.properties()) {
            JsonNode value = entry.getValue();
            if (!isOff(value) && !KNOWN.contains(entry.getKey())) {
                throw notServed(entry.getKey(), value);
            }
        }
        return new Call(inputs, JsonNodeFactory.instance.arrayNode(), arguments.named);
    }

    /** Nothing, false, or a list of nothing. */
    private static boolean isOff(JsonNode value) {
        for (JsonNode item : value) {
            if (!item.isNull()) {
                return false;
            }
        }
        return value.isNull() || value.isArray() || (value.isBoolean() && !value.asBoolean());
    }

    private void take(JsonNode value, Arguments arguments, List<Reference> inputs, String name)
            throws RefusedException {
        if (value.isArray()) {
            for (JsonNode item : value) {
                take(item, arguments, inputs, name);
            }
        } else if (value.has(Call.INPUT)) {
            inputs.add(arguments.inputs.get(value.get(Call.INPUT).asInt()));
        } else if (!value.isNull() && !(value.isBoolean() && !value.asBoolean())) {
            throw notServed(name, value);
        }
    }

    private RefusedException notServed(String name, JsonNode value) {
        return layer.unsupported(
                "is called with " + Reasons.quoted(name) + " " + Reasons.quoted(value.toString()), version);
    }

    /** Arguments of one call while they are read. */
    private final class Arguments {
        final List<Reference> inputs = new ArrayList<>();
        final ArrayNode positional = JsonNodeFactory.instance.arrayNode();
        final ObjectNode named = JsonNodeFactory.instance.objectNode();

        Call call() {
            return new Call(inputs, positional, named);
        }

        private JsonNode input(Reference reference) {
            inputs.add(reference);
            return JsonNodeFactory.instance.objectNode().put(Call.INPUT, inputs.size() - 1);
        }

        /** {"class_name": "__keras_tensor__", "config": {"keras_history": ["a", 0, 0]}}, a list of them, or no value. */
        JsonNode three(JsonNode argument) throws RefusedException {
            if (argument.isArray()) {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                for (JsonNode item : argument) {
                    list.add(three(item));
                }
                return list;
            }
            JsonNode history = argument.path("config").path("keras_history");
            return history.isMissingNode() ? argument : input(reference(history));
        }

        /** [["a", 0, 0, {}], ["b", 0, 0, {}]], or one of them. */
        void two(JsonNode node) throws RefusedException {
            boolean isSingle = node.size() >= 3 && node.get(0).isTextual();
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : isSingle ? List.of(node) : node) {
                boolean isNumber = item.path(0).asText("").equals(NUMBER) && item.size() >= 3;
                list.add(isNumber ? item.get(2) : input(reference(item)));
                for (Map.Entry<String, JsonNode> entry : item.path(3).properties()) {
                    if (!named.has(entry.getKey()) || !isFunction) {
                        named.set(entry.getKey(), twoNamed(entry.getValue()));
                    }
                }
            }
            if (isSingle || !isFunction) {
                positional.addAll(list);
            } else {
                positional.add(list);
            }
        }

        private JsonNode twoNamed(JsonNode value) throws RefusedException {
            if (isReference(value)) {
                return input(reference(value));
            }
            if (value.isArray() && !value.isEmpty() && isReference(value.get(0))) {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                for (JsonNode item : value) {
                    list.add(twoNamed(item));
                }
                return list;
            }
            return value;
        }
    }
}
