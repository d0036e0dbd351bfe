package io.nexus.models.keras;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.net.Activation;
import io.nexus.models.net.Activations;
import io.nexus.models.net.Elementwise;
import io.nexus.models.net.Slopes;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Activation functions by name, and layers that are one. */
final class ActivationReaders {
    private static final float LEAKY_NAME = 0.2f;
    private static final double LEAKY_LAYER = 0.3;

    /** Of all versions. */
    private static final Map<String, Activation> BY_NAME = Map.ofEntries(
            entry("linear", Activations.LINEAR),
            entry("relu", Activations.RELU),
            entry("relu6", Activations.RELU6),
            entry("leaky_relu", Activations.leakyRelu(LEAKY_NAME)),
            entry("elu", Activations.elu(1)),
            entry("selu", Activations.SELU),
            entry("gelu", Activations.GELU),
            entry("sigmoid", Activations.SIGMOID),
            entry("tanh", Activations.TANH),
            entry("softplus", Activations.SOFTPLUS),
            entry("softsign", Activations.SOFTSIGN),
            entry("softmax", Activations.SOFTMAX),
            entry("log_softmax", Activations.LOG_SOFTMAX),
            entry("swish", Activations.SILU),
            entry("silu", Activations.SILU),
            entry("exponential", Activations.EXPONENTIAL),
            entry("mish", Activations.MISH));

    private static final Map<String, Activation> IN_THREE = Map.of(
            "hard_sigmoid", Activations.HARD_SIGMOID_3,
            "hard_silu", Activations.HARD_SILU,
            "hard_swish", Activations.HARD_SILU,
            "log_sigmoid", Activations.LOG_SIGMOID,
            "hard_tanh", Activations.HARD_TANH,
            "tanh_shrink", Activations.TANH_SHRINK,
            "hard_shrink", Activations.HARD_SHRINK,
            "soft_shrink", Activations.SOFT_SHRINK,
            "squareplus", Activations.SQUAREPLUS);
    private static final Map<String, Activation> ALSO_IN_THREE = Map.of(
            "celu", Activations.CELU,
            "sparse_plus", Activations.SPARSE_PLUS,
            "sparse_sigmoid", Activations.SPARSE_SIGMOID);
    private static final Map<String, Activation> IN_TWO = Map.of("hard_sigmoid", Activations.HARD_SIGMOID_2);

    private ActivationReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Activation", ActivationReaders::activation,
                "ReLU", ActivationReaders::ofLayer,
                "LeakyReLU", ActivationReaders::ofLayer,
                "ELU", ActivationReaders::ofLayer,
                "ThresholdedReLU", ActivationReaders::ofLayer,
                "Softmax", ActivationReaders::softmax,
                "PReLU", ActivationReaders::slopes);
    }

    /** The function that a parameter of a layer names.
     *
     * @throws RefusedException if it is a function of the owner, or not served */
    static Activation fused(LayerCall call, String key) throws RefusedException {
        JsonNode value = call.layer().config().get(key);
        if (value == null || value.isNull()) {
            return Activations.LINEAR;
        }
        if (value.isObject()) {
            return ofObject(call, key, value);
        }
        if (IN_TWO.containsKey(value.asText()) && !call.file().version().isKnown()) {
            throw call.unsupported("has " + key + " " + Reasons.quoted(value.asText())
                    + ", which Keras 2 and 3 compute differently, and the file does not say which wrote it");
        }
        Activation found = byName(value.asText(), call.file().version());
        if (found == null) {
            throw call.unsupported("has " + key + " " + Reasons.quoted(value.asText()) + ", which is not served");
        }
        return found;
    }

    static @Nullable Activation byName(String name, KerasVersion version) {
        Activation found = BY_NAME.get(name);
        if (found != null || !version.isThree()) {
            return found != null ? found : IN_TWO.get(name);
        }
        Activation newer = IN_THREE.get(name);
        return newer != null ? newer : ALSO_IN_THREE.get(name);
    }

    private static Activation ofObject(LayerCall call, String key, JsonNode value) throws RefusedException {
        LayerConfig layer = LayerConfig.of(value);
        if (layer.className().equals("function")
                || !Modules.isOfLayers(value.path("module").asText("keras.layers"))) {
            String name =
                    value.path("config").isTextual() ? value.path("config").asText() : layer.className();
            throw new RefusedException(
                    Refusal.CODE,
                    call.layer().title() + " has " + key + " " + Reasons.quoted(name)
                            + ", a function of the model's owner that would run as code",
                    call.file().version().exportLine());
        }
        layer.checkServable(call.file().version());
        Activation found = parametric(layer);
        if (found == null) {
            throw call.unsupported("has " + key + " " + Reasons.quoted(layer.className()) + ", which is not served");
        }
        return found;
    }

    /** Function of an activation layer; null if its class is none. */
    private static @Nullable Activation parametric(LayerConfig layer) throws RefusedException {
        return switch (layer.className()) {
            case "LeakyReLU" -> Activations.leakyRelu(
                    (float) layer.number("negative_slope", layer.number("alpha", LEAKY_LAYER)));
            case "ELU" -> Activations.elu((float) layer.number("alpha", 1));
            case "ReLU" -> Activations.relu(
                    (float) layer.number("negative_slope", 0),
                    (float) layer.number("threshold", 0),
                    layer.has("max_value") ? (float) layer.number("max_value", 0) : Float.POSITIVE_INFINITY);
            case "ThresholdedReLU" -> Activations.thresholded((float) layer.number("theta", 1));
            default -> null;
        };
    }

    private static Tensor activation(LayerCall call) throws RefusedException {
        Tensor input = call.anyInput();
        return call.add(new Elementwise(input.shape(), fused(call, "activation")), input);
    }

    private static Tensor ofLayer(LayerCall call) throws RefusedException {
        Tensor input = call.anyInput();
        Activation found = parametric(call.layer());
        if (found == null) {
            throw call.unsupported("is not served");
        }
        return call.add(new Elementwise(input.shape(), found), input);
    }

    private static Tensor softmax(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        List<Integer> axes = call.layer().has("axis") ? call.layer().list("axis") : List.of(-1);
        if (axes.size() != 1) {
            throw call.unsupported("works along axes " + axes + ", only a single one is served");
        }
        return along(call, input, axes.get(0), Activations.SOFTMAX);
    }

    /** A function along an axis, which is counted with the batch. */
    static Tensor along(LayerCall call, Tensor input, int axis, Activation function) throws RefusedException {
        int rank = input.shape().rank();
        int own = axis < 0 ? rank + axis : axis - 1;
        if (own < 0 || own >= rank) {
            throw call.layer().inconsistent("works along axis " + axis + " of " + input.shape());
        }
        if (own == rank - 1) {
            return call.add(new Elementwise(input.shape(), function), input);
        }
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i;
        }
        order[own] = rank - 1;
        order[rank - 1] = own;
        Tensor turned = call.permuted(input, order);
        return call.permuted(call.add(new Elementwise(turned.shape(), function), turned), order);
    }

    private static Tensor slopes(LayerCall call) throws RefusedException {
        Tensor input = call.anyInput();
        Weight alpha = call.weights().take("alpha");
        List<Integer> sizes = input.shape().sizes();
        int[] held = alpha.sizes();
        boolean fits = held.length == sizes.size();
        for (int axis = 0; fits && axis < held.length; axis++) {
            fits = held[axis] == 1 || held[axis] == sizes.get(axis);
        }
        if (!fits) {
            throw call.layer().inconsistent("has slopes of other sizes than its input " + input.shape());
        }
        float[] values = alpha.values();
        float[] slopes = new float[Math.toIntExact(input.shape().count())];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = values[place(i, sizes, held)];
        }
        return call.add(new Slopes(input.shape(), slopes), input);
    }

    /** Place of the slope for a value: axes of size 1 share theirs. */
    private static int place(int value, List<Integer> sizes, int[] held) {
        int left = value;
        int place = 0;
        int stride = 1;
        for (int axis = held.length - 1; axis >= 0; axis--) {
            int at = left % sizes.get(axis);
            left /= sizes.get(axis);
            place += held[axis] == 1 ? 0 : at * stride;
            stride *= held[axis];
        }
        return place;
    }
}
