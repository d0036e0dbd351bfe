package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;

/** Weights of the layers of one model. */
@FunctionalInterface
interface ModelWeights {
    /** Those of a layer of the model.
     *
     * @throws RefusedException if the file has no place for them */
    LayerWeights of(LayerConfig layer) throws RefusedException;
}
