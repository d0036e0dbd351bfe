package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;

/** Weights of one layer, taken in the order in which its class creates them. */
interface LayerWeights {
    /** The next weight.
     *
     * @param role name that Keras gives it, e.g. {@code kernel}
     * @throws RefusedException if it is missing or damaged */
    Weight take(String role) throws RefusedException;

    /** The cell of a recurrent layer. */
    LayerWeights cell() throws RefusedException;

    /** The cells of a cell that stacks others.
     *
     * @param count of them
     * @param stack its configuration */
    LayerWeights[] cells(int count, LayerConfig stack) throws RefusedException;

    /** The layer inside TimeDistributed. */
    LayerWeights wrapped() throws RefusedException;

    /** The layers inside Bidirectional: forward, backward. */
    LayerWeights[] directions() throws RefusedException;

    /** A projection of an attention layer: query, key, value or output. */
    LayerWeights projection(String name) throws RefusedException;

    /** The layers of a nested model. */
    ModelWeights model(ModelConfig model) throws RefusedException;

    /** Checks that nothing is left over.
     *
     * @throws RefusedException if the file holds more weights than the configuration says */
    void checkAllTaken() throws RefusedException;
}
