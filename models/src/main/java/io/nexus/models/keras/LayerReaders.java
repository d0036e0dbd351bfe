package io.nexus.models.keras;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
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
            "GaussianNoise",
            "GaussianDropout",
            "AlphaDropout",
            "ActivityRegularization",
            "Identity");
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

    private static final String LAMBDA = "Lambda";

    private static final Map<String, LayerReader> BY_CLASS = byClass();

    private LayerReaders() {}

    /** Reads any layer but a model.
     *
     * @throws RefusedException if its class is not served */
    static Tensor read(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        layer.checkServable(call.file().version());
        if (layer.className().equals(LAMBDA)) {
            throw new RefusedException(
                    Refusal.CODE,
                    layer.title() + " is Python code inside the file",
                    call.file().version().exportLine());
        }
        LayerReader reader = BY_CLASS.get(layer.className());
        if (reader == null) {
            throw call.unsupported("is not served");
        }
        try {
            return reader.read(call);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Shapes that contradict each other: the layers of a net say which.
            throw layer.inconsistent("does not fit its input: " + e.getMessage());
        }
    }

    private static Tensor timeDistributed(LayerCall call) throws RefusedException {
        LayerConfig inner = LayerConfig.of(call.layer().config().get("layer"));
        if (!LAST_AXIS.contains(inner.className())) {
            throw call.unsupported("wraps " + inner.title() + ", which is not served inside it");
        }
        call.steps(call.anyInput());
        return read(call.of(inner, call.weights().wrapped(), call.inputs()));
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
        readers.putAll(RecurrentReaders.byClass());
        return Map.copyOf(readers);
    }
}
