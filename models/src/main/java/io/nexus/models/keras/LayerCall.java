package io.nexus.models.keras;

import io.nexus.models.net.Layer;
import io.nexus.models.net.NetBuilder;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;

/** A layer that is called on values.
 *
 * @param layer its configuration
 * @param weights its weights
 * @param inputs what it is called on
 * @param how it is called
 * @param models reads the model or layer that a layer wraps
 * @param net that grows */
record LayerCall(
        LayerConfig layer, LayerWeights weights, List<Tensor> inputs, Call how, ModelReader models, NetBuilder net) {
    LayerCall {
        inputs = List.copyOf(inputs);
    }

    /** The same values and weights for a layer inside this one. */
    LayerCall of(LayerConfig inner, LayerWeights innerWeights, List<Tensor> innerInputs) {
        return new LayerCall(inner, innerWeights, innerInputs, Call.plain(), models, net);
    }

    /** The same call without masks: its layer does not know them. */
    LayerCall unmasked() {
        List<Tensor> plain = inputs.stream()
                .map(input -> new Tensor(input.place(), input.shape()))
                .toList();
        return new LayerCall(layer, weights, plain, how, models, net);
    }

    /** What is known of the file. */
    KerasOrigin file() {
        return models.file();
    }

    /** Whether a named argument of the call is set. */
    boolean isSet(String argument) {
        return how.named().path(argument).asBoolean(false);
    }

    /** The only input, masked or not. */
    Tensor anyInput() throws RefusedException {
        if (inputs.size() != 1) {
            throw unsupported("is called on " + inputs.size() + " values");
        }
        return inputs.get(0);
    }

    /** The only input. */
    Tensor input() throws RefusedException {
        Tensor input = anyInput();
        checkUnmasked(input);
        return input;
    }

    void checkUnmasked(Tensor input) throws RefusedException {
        if (input.isMasked()) {
            throw unsupported("comes after Masking: only recurrent layers, Dense and activations are served there");
        }
    }

    /** The only input, which must have steps and features. */
    Tensor steps() throws RefusedException {
        return steps(input());
    }

    Tensor steps(Tensor input) throws RefusedException {
        if (input.shape().rank() != 2) {
            throw layer.inconsistent("needs steps and features, its input has the shape " + input.shape());
        }
        return input;
    }

    /** Adds a layer of several inputs; no mask is kept. */
    Tensor join(Layer added, Tensor... joined) throws RefusedException {
        Integer[] places = Arrays.stream(joined).map(Tensor::place).toArray(Integer[]::new);
        return new Tensor(net.add(added, places), added.shape());
    }

    /** A value whose axes are in another order, from 0. */
    Tensor permuted(Tensor input, int... order) throws RefusedException {
        return add(Pick.permuted(input.shape(), order), new Tensor(input.place(), input.shape()));
    }

    /** A value repeated along axes of size 1 to a shape. */
    Tensor spread(Tensor input, Shape shape) throws RefusedException {
        if (input.shape().equals(shape)) {
            return input;
        }
        net.room(shape.count());
        return add(Pick.spread(input.shape(), shape), new Tensor(input.place(), input.shape()));
    }

    /** Adds a layer of a single input that keeps the steps and so the mask. */
    Tensor add(Layer added, Tensor input) throws RefusedException {
        int place = net.add(added, input.place());
        return new Tensor(place, added.shape(), input.mask());
    }

    /** Refuses what the layer would be called with otherwise. */
    RefusedException unsupported(String what) {
        return layer.unsupported(what, file().version());
    }

    void checkChannelsLast() throws RefusedException {
        if (!layer.text("data_format", "channels_last").equals("channels_last")) {
            throw unsupported("has data_format " + Reasons.quoted(layer.text("data_format", "")));
        }
    }

    /** A new shape; refused if a size is none or the net would become too large. */
    Shape shape(List<Integer> sizes) throws RefusedException {
        for (int size : sizes) {
            if (size < 1) {
                throw layer.inconsistent("gives the shape " + sizes);
            }
        }
        Shape shape = new Shape(sizes);
        net.room(shape.count());
        return shape;
    }
}
