package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;

/** Adds a layer of one class to a net. */
@FunctionalInterface
interface LayerReader {
    /** Adds the called layer and returns its value.
     *
     * @throws RefusedException if its parameters, weights or inputs are not served */
    Tensor read(LayerCall call) throws RefusedException;
}
