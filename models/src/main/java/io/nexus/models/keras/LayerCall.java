package io.nexus.models.keras;

import io.nexus.models.net.Layer;
import io.nexus.models.net.NetBuilder;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.RefusedException;
import java.util.List;

/** A layer that is called on values.
 *
 * @param layer its configuration
 * @param weights its weights
 * @param inputs what it is called on
 * @param file what is known of the file
 * @param net that grows */
record LayerCall(LayerConfig layer, LayerWeights weights, List<Tensor> inputs, KerasOrigin file, NetBuilder net) {
    LayerCall {
        inputs = List.copyOf(inputs);
    }

    /** The same values and weights for a layer inside this one. */
    LayerCall of(LayerConfig inner, LayerWeights innerWeights, List<Tensor> innerInputs) {
        return new LayerCall(inner, innerWeights, innerInputs, file, net);
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

    /** Adds a layer of a single input that keeps the steps and so the mask. */
    Tensor add(Layer added, Tensor input) throws RefusedException {
        int place = net.add(added, input.place());
        return new Tensor(place, added.shape(), input.mask());
    }

    /** Refuses what the layer would be called with otherwise. */
    RefusedException unsupported(String what) {
        return layer.unsupported(what, file.version());
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
