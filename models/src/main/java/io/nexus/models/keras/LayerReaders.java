package io.nexus.models.keras;

import io.nexus.models.net.Concatenate;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All classes of layers that are served. */
final class LayerReaders {
    /** Layers that do nothing when a net is asked. */
    private static final List<String> IDLE = List.of(
            "Dropout",
            "SpatialDropout1D",
            "SpatialDropout2D",
            "SpatialDropout3D",
            "GaussianNoise",
            "GaussianDropout",
            "AlphaDropout",
            "ActivityRegularization",
            "Identity");
    /** Layers that do not know masks: Keras drops the mask before them. */
    private static final Set<String> UNMASKING = Set.of(
            "Flatten",
            "Reshape",
            "Permute",
            "Conv1D",
            "SeparableConv1D",
            "DepthwiseConv1D",
            "MaxPooling1D",
            "AveragePooling1D",
            "GlobalMaxPooling1D");

    /** Layers that work along the last axis, so that TimeDistributed changes nothing. */
    private static final Set<String> LAST_AXIS = Set.of(
            "Dense",
            "Activation",
            "ReLU",
            "LeakyReLU",
            "ELU",
            "ThresholdedReLU",
            "Softmax",
            "LayerNormalization",
            "BatchNormalization",
            "Dropout",
            "GaussianNoise");

    private static final int WRAPPED_STEPS = 2_000;
    private static final String LAMBDA = "Lambda";

    private static final Map<String, LayerReader> BY_CLASS = byClass();

    private LayerReaders() {}

    /** Reads any layer but a model.
     *
     * @throws RefusedException if its class is not served */
    static List<Tensor> read(LayerCall called) throws RefusedException {
        LayerConfig layer = called.layer();
        LayerCall call = UNMASKING.contains(layer.className()) ? called.unmasked() : called;
        layer.checkServable(call.file().version());
        if (layer.className().equals(LAMBDA)) {
            throw new RefusedException(
                    Refusal.CODE,
                    layer.title() + " is Python code inside the file",
                    call.file().version().exportLine());
        }
        try {
            if (layer.isFunction()) {
                return new FunctionReaders(call).read();
            }
            if (RecurrentReaders.isServed(layer)) {
                return RecurrentReaders.read(call);
            }
            LayerReader reader = BY_CLASS.get(layer.className());
            if (reader == null) {
                throw call.unsupported("is not served");
            }
            return List.of(reader.read(call));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            // Shapes that contradict each other: the layers of a net say which.
            throw layer.inconsistent("does not fit its input: " + e.getMessage());
        }
    }

    /** The wrapped layer, called on each step. */
    private static Tensor timeDistributed(LayerCall call) throws RefusedException {
        LayerConfig inner = call.layer().inner("layer");
        Tensor input = call.anyInput();
        if (input.shape().rank() < 2) {
            throw call.layer().inconsistent("needs steps, its input has the shape " + input.shape());
        }
        int steps = input.shape().size(0);
        if (steps > WRAPPED_STEPS) {
            throw Reasons.tooLarge(call.layer().title() + " has " + steps + " steps");
        }
        if (LAST_AXIS.contains(inner.className()) && input.shape().rank() == 2) {
            return call.models()
                    .again(inner, call.weights().wrapped(), List.of(input))
                    .get(0);
        }
        call.checkUnmasked(input);
        Shape one = new Shape(input.shape().sizes().subList(1, input.shape().rank()));
        int width = Math.toIntExact(one.count());
        List<Tensor> results = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            int[] places = new int[width];
            for (int i = 0; i < width; i++) {
                places[i] = step * width + i;
            }
            Tensor part = call.add(Pick.of(input.shape(), one, places), input);
            results.addAll(call.models().again(inner, call.weights().wrapped(), List.of(part)));
        }
        if (results.size() != steps) {
            throw call.unsupported("wraps " + inner.title() + ", which gives several values");
        }
        List<Integer> sizes = new ArrayList<>(results.get(0).shape().sizes());
        sizes.add(0, 1);
        Shape single = call.shape(sizes);
        List<Tensor> rows = results.stream()
                .map(result -> new Tensor(result.place(), single))
                .toList();
        return call.join(new Concatenate(Collections.nCopies(steps, single), 0), rows.toArray(Tensor[]::new));
    }

    private static Map<String, LayerReader> byClass() {
        Map<String, LayerReader> readers = new HashMap<>();
        IDLE.forEach(name -> readers.put(name, LayerCall::anyInput));
        readers.put("TimeDistributed", LayerReaders::timeDistributed);
        readers.putAll(DenseReaders.byClass());
        readers.putAll(ActivationReaders.byClass());
        readers.putAll(ShapeReaders.byClass());
        readers.putAll(MergeReaders.byClass());
        readers.putAll(StepReaders.byClass());
        readers.putAll(GridReaders.byClass());
        readers.put("Masking", RecurrentReaders::masking);
        readers.put("Embedding", RecurrentReaders::embedding);
        return Map.copyOf(readers);
    }
}
