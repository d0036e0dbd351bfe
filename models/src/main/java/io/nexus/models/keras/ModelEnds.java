package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.keras.Inbound.Reference;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Inputs and outputs of a model. */
final class ModelEnds {
    private static final List<String> SHAPES = List.of("batch_shape", "batch_input_shape");
    private static final int RANK = 8;

    private ModelEnds() {}

    /** An input with its name. */
    record Input(String name, Shape shape, NumberType type) {}

    /** What {@code input_layers} or {@code output_layers} names: one value, a list of values, or named values. */
    static List<Reference> references(ModelConfig model, String key, KerasVersion version) throws RefusedException {
        Inbound inbound = new Inbound(model.self(), version);
        JsonNode value = model.self().config().path(key);
        List<Reference> references = new ArrayList<>();
        if (value.isArray() && !value.isEmpty() && value.get(0).isTextual()) {
            references.add(inbound.reference(value));
        } else {
            boolean isSorted = value.isObject() && (version.isThree() || key.equals("input_layers"));
            for (JsonNode item : isSorted ? sorted(value) : value) {
                references.add(inbound.reference(item));
            }
        }
        if (references.isEmpty()) {
            throw model.self().inconsistent("has no " + key);
        }
        return references;
    }

    /** Keras takes named values in the order of their names; Keras 3 gives them so too, Keras 2 as the model lists them. */
    private static List<JsonNode> sorted(JsonNode named) {
        List<JsonNode> sorted = new ArrayList<>();
        new TreeMap<>(named.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .values()
                .forEach(sorted::add);
        return sorted;
    }

    /** Inputs of the outermost model, in its order.
     *
     * @param rowWidth values of a row, by which the number of steps of a single input is settled if it is open; 0 if not known */
    static List<Input> inputs(ModelConfig model, KerasVersion version, int rowWidth) throws RefusedException {
        if (model.isChain()) {
            return List.of(chainInput(model, version, rowWidth));
        }
        List<Input> inputs = new ArrayList<>();
        List<Reference> names = references(model, "input_layers", version);
        int width = names.size() == 1 ? rowWidth : 0;
        for (Reference name : names) {
            LayerConfig layer = model.all().stream()
                    .filter(one ->
                            one.name().equals(name.layer()) && one.className().equals(ModelConfig.INPUT))
                    .findFirst()
                    .orElseThrow(() -> model.self().inconsistent("lacks its input " + Reasons.quoted(name.layer())));
            inputs.add(new Input(layer.name(), shape(layer, version, width), type(layer, version)));
        }
        return inputs;
    }

    private static Input chainInput(ModelConfig model, KerasVersion version, int rowWidth) throws RefusedException {
        LayerConfig first = model.all().get(0);
        for (String key : SHAPES) {
            if (first.has(key)) {
                return new Input(first.name(), shape(first, version, rowWidth), type(first, version));
            }
        }
        if (model.self().has("build_input_shape")) {
            return new Input(
                    model.self().name(),
                    shape(model.self(), "build_input_shape", version, rowWidth),
                    NumberType.FLOAT32);
        }
        if (ModelConfig.isModel(first)) {
            return inputs(ModelConfig.of(first), version, rowWidth).get(0);
        }
        throw Reasons.inconsistent(
                "model " + Reasons.quoted(model.self().name()) + " does not say the shape of its input");
    }

    private static NumberType type(LayerConfig layer, KerasVersion version) throws RefusedException {
        String type = layer.config().path("dtype").isObject() ? "float32" : layer.text("dtype", "float32");
        return switch (type) {
            case "float32" -> NumberType.FLOAT32;
            case "float64" -> NumberType.FLOAT64;
            case "int64" -> NumberType.INT64;
            case "int32", "int16", "int8", "uint8", "uint16", "uint32" -> NumberType.INTEGER;
            default -> throw layer.unsupported(
                    "takes " + Reasons.quoted(type) + ", only float32, float64 and whole numbers are served", version);
        };
    }

    private static Shape shape(LayerConfig layer, KerasVersion version, int rowWidth) throws RefusedException {
        return shape(layer, layer.has(SHAPES.get(0)) ? SHAPES.get(0) : SHAPES.get(1), version, rowWidth);
    }

    private static Shape shape(LayerConfig layer, String key, KerasVersion version, int rowWidth)
            throws RefusedException {
        JsonNode sizes = layer.config().path(key);
        if (!sizes.isArray() || sizes.size() < 2 || sizes.size() > RANK) {
            throw layer.inconsistent("has " + key + " " + Reasons.quoted(sizes.toString()));
        }
        List<Integer> shape = new ArrayList<>();
        for (int axis = 1; axis < sizes.size(); axis++) {
            if (sizes.get(axis).isNull() && settled(sizes, rowWidth) > 0) {
                shape.add(settled(sizes, rowWidth));
                continue;
            }
            if (sizes.get(axis).isNull()) {
                throw layer.unsupported(
                        "takes any number of steps, " + Reasons.quoted(sizes.toString())
                                + "; a row needs a fixed number: build it with Input(shape=(60, 8)),"
                                + " load_weights and save, or export it",
                        version);
            }
            shape.add(layer.size(key, sizes.get(axis)));
        }
        return new Shape(shape);
    }

    /** The only size that is open, by the values of a row; 0 if they do not say. */
    private static int settled(JsonNode sizes, int rowWidth) {
        long known = 1;
        int open = 0;
        for (int axis = 1; axis < sizes.size(); axis++) {
            open += sizes.get(axis).isNull() ? 1 : 0;
            known *= sizes.get(axis).isNull() ? 1 : Math.max(1, sizes.get(axis).asInt());
        }
        return open == 1 && known > 0 && rowWidth % known == 0 ? (int) (rowWidth / known) : 0;
    }
}
