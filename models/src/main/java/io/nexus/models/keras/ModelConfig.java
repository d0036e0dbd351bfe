package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A model of a configuration: a chain or a graph of layers.
 *
 * @param self as a layer: models nest
 * @param all its layers, inputs among them */
record ModelConfig(LayerConfig self, List<LayerConfig> all) {
    static final String INPUT = "InputLayer";

    private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
    private static final int LAYERS = 2000;

    ModelConfig {
        all = List.copyOf(all);
    }

    static boolean isModel(LayerConfig layer) {
        return MODELS.contains(layer.className());
    }

    static ModelConfig of(LayerConfig self) throws RefusedException {
        JsonNode config = self.config();
        JsonNode list = config.isArray() ? config : config.path("layers");
        if (!list.isArray() || list.isEmpty()) {
            throw Reasons.inconsistent("model " + Reasons.quoted(self.name()) + " lists no layers");
        }
        if (list.size() > LAYERS) {
            throw Reasons.tooLarge("model " + Reasons.quoted(self.name()) + " has " + list.size() + " layers");
        }
        List<LayerConfig> layers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode layer : list) {
            LayerConfig read = LayerConfig.of(layer);
            if (!names.add(read.name())) {
                throw Reasons.inconsistent("two layers are named " + Reasons.quoted(read.name()));
            }
            layers.add(read);
        }
        return new ModelConfig(self, layers);
    }

    boolean isChain() {
        return self.className().equals("Sequential");
    }

    /** The layers that own a group of weights: a chain does not count its input among them. */
    List<LayerConfig> layers() {
        return isChain()
                ? all.stream().filter(layer -> !layer.className().equals(INPUT)).toList()
                : all;
    }
}
