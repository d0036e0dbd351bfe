package io.nexus.models.keras;

import java.util.List;

/** Python modules in which Keras itself keeps its layers and models. */
final class Modules {
    private static final List<String> OF_LAYERS = List.of("keras", "keras.layers", "keras.models");
    private static final List<String> BELOW = List.of(
            "keras.src.layers.",
            "keras.src.models.",
            "keras.src.engine.",
            "keras.engine.",
            "keras.layers.",
            "keras.models.",
            "tf_keras.src.engine.",
            "tf_keras.src.layers.");

    private Modules() {}

    /** Functions such as {@code a + b}, which Keras 3 lists among the layers. */
    static boolean isOfFunctions(String module) {
        return module.startsWith("keras.src.ops.") || module.startsWith("keras.ops");
    }

    static boolean isOfLayers(String module) {
        return OF_LAYERS.contains(module) || BELOW.stream().anyMatch(module::startsWith);
    }
}
