package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A layer of a configuration: class, name and parameters. */
final class LayerConfig {
    private static final Set<String> FLOAT32 = Set.of("float32", "float32_policy", "float64");
    /** Classes in which Keras 2 wraps functions that are called between layers. */
    private static final Set<String> FUNCTIONS = Set.of("TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer");

    private static final int LARGEST = 1 << 28;

    private final JsonNode layer;
    private final JsonNode config;
    private final String className;
    private final String name;

    private LayerConfig(JsonNode layer, String className, String name) {
        this.layer = layer;
        this.config = layer.path("config");
        this.className = className;
        this.name = name;
    }

    /** A layer as the file lists it.
     *
     * @throws RefusedException if it has no class name */
    static LayerConfig of(@Nullable JsonNode layer) throws RefusedException {
        String className = layer == null ? "" : layer.path("class_name").asText("");
        if (layer == null || className.isEmpty()) {
            throw Reasons.broken("the configuration has a layer without class_name");
        }
        String given =
                layer.path("config").path("name").asText(layer.path("name").asText(""));
        return new LayerConfig(layer, className, given.isEmpty() ? className : given);
    }

    /** A layer inside it.
     *
     * @throws RefusedException if it has none under this key */
    LayerConfig inner(String key) throws RefusedException {
        return of(config.get(key));
    }

    /** The same with other parameters.
     *
     * @param changed parameters that replace its own */
    LayerConfig with(String otherClass, ObjectNode changed) {
        ObjectNode copy = layer.deepCopy();
        copy.withObjectProperty("config").setAll(changed);
        return new LayerConfig(copy, otherClass, name);
    }

    /** The same recurrent layer run in the other direction. */
    LayerConfig turned() throws RefusedException {
        ObjectNode copy = layer.deepCopy();
        ObjectNode parameters = copy.withObjectProperty("config");
        parameters.put("go_backwards", !flag("go_backwards", false));
        return new LayerConfig(copy, className, name);
    }

    String className() {
        return className;
    }

    String name() {
        return name;
    }

    JsonNode json() {
        return layer;
    }

    JsonNode config() {
        return config;
    }

    /** For sentences: class and name. */
    String title() {
        return "layer " + Reasons.quoted(name) + " of class " + Reasons.quoted(className);
    }

    RefusedException unsupported(String what, KerasVersion version) {
        return new RefusedException(Refusal.UNSUPPORTED, title() + " " + what, version.exportLine());
    }

    RefusedException inconsistent(String what) {
        return Reasons.inconsistent(title() + " " + what);
    }

    boolean has(String key) {
        return config.hasNonNull(key);
    }

    /** A whole number of at least 1. */
    int size(String key) throws RefusedException {
        return size(key, config.get(key));
    }

    int size(String key, @Nullable JsonNode value) throws RefusedException {
        int size = whole(key, value);
        if (size < 1) {
            throw inconsistent("has " + key + " " + size);
        }
        return size;
    }

    /** A whole number of at least 1 that may be a list of one. */
    int singleSize(String key, int absent) throws RefusedException {
        JsonNode value = config.get(key);
        if (value == null || value.isNull()) {
            return absent;
        }
        return size(key, value.isArray() && value.size() == 1 ? value.get(0) : value);
    }

    /** Whole numbers of at least 1, one for each axis; a single one is for all.
     *
     * @param absent if it does not say */
    int[] sizes(String key, int axes, int absent) throws RefusedException {
        JsonNode value = config.get(key);
        int[] sizes = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            boolean isList = value != null && value.isArray() && value.size() > 1;
            if (value != null && value.isArray() && value.size() != 1 && value.size() != axes) {
                throw inconsistent("has " + key + " " + Reasons.quoted(value.toString()));
            }
            JsonNode own = value != null && value.isArray() ? value.get(isList ? axis : 0) : value;
            sizes[axis] = own == null || own.isNull() ? absent : size(key, own);
        }
        return sizes;
    }

    int whole(String key, @Nullable JsonNode value) throws RefusedException {
        if (value == null
                || !value.isIntegralNumber()
                || !value.canConvertToInt()
                || Math.abs(value.asLong()) > LARGEST) {
            throw inconsistent("has " + key + " " + Reasons.quoted(String.valueOf(value)));
        }
        return value.asInt();
    }

    boolean flag(String key, boolean absent) throws RefusedException {
        JsonNode value = config.get(key);
        if (value == null || value.isNull()) {
            return absent;
        }
        if (!value.isBoolean()) {
            throw inconsistent("has " + key + " " + Reasons.quoted(value.toString()));
        }
        return value.asBoolean();
    }

    /** A finite number. */
    double number(String key, double absent) throws RefusedException {
        JsonNode value = config.get(key);
        return value == null || value.isNull() ? absent : number(key, value);
    }

    double number(String key, JsonNode value) throws RefusedException {
        // Keras wraps numbers of NumPy as {"class_name": "__numpy__", "config": {"value": 0.3, ...}}.
        JsonNode plain = value.isObject() ? value.path("config").path("value") : value;
        double number = plain.isNumber() ? plain.asDouble() : Double.NaN;
        if (!Double.isFinite(number) || !Float.isFinite((float) number)) {
            throw inconsistent("has " + key + " " + Reasons.quoted(value.toString()));
        }
        return number;
    }

    String text(String key, String absent) {
        JsonNode value = config.get(key);
        return value == null || value.isNull() ? absent : value.asText();
    }

    /** Whole numbers of a list; a single one is a list of one. */
    List<Integer> list(String key) throws RefusedException {
        JsonNode value = config.get(key);
        List<Integer> list = new ArrayList<>();
        if (value != null && value.isArray()) {
            for (JsonNode item : value) {
                list.add(whole(key, item));
            }
        } else {
            list.add(whole(key, value));
        }
        return list;
    }

    /** Whether it is a function that is called between layers, e.g. {@code a + b}. */
    boolean isFunction() {
        return Modules.isOfFunctions(layer.path("module").asText("")) || FUNCTIONS.contains(className);
    }

    /** Checks that the layer is one of Keras itself and computes in float32. */
    void checkServable(KerasVersion version) throws RefusedException {
        String module = layer.path("module").asText("keras.layers");
        String registered = layer.path("registered_name").asText("");
        if (isFunction()) {
            return;
        }
        boolean own = layer.has("module") && layer.get("module").isNull();
        boolean layers = Modules.isOfLayers(module);
        if (own || !layers || registered.contains(">") || className.contains(">")) {
            String where = own || layers ? "" : " of module " + Reasons.quoted(module);
            throw new RefusedException(
                    Refusal.CODE,
                    title() + where + " is no layer of Keras: it would run code of its own",
                    version.exportLine());
        }
        JsonNode type = config.path("dtype");
        String policy = type.isObject() ? type.path("config").path("name").asText("float32") : type.asText("float32");
        if (!type.isNull() && !FLOAT32.contains(policy)) {
            throw unsupported(
                    "computes in " + Reasons.quoted(policy) + ", only float32 and float64 are served", version);
        }
        if (config.hasNonNull("quantization_config")) {
            throw unsupported("is quantized", version);
        }
    }
}
