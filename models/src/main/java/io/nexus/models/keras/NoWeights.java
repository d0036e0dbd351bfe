package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;

/** No weights in the file: right for a layer that takes none.
 *
 * @param reason why a layer that takes some is refused */
record NoWeights(String reason) implements LayerWeights {
    @Override
    public Weight take(String role) throws RefusedException {
        throw refused();
    }

    @Override
    public LayerWeights cell() throws RefusedException {
        throw refused();
    }

    @Override
    public LayerWeights[] cells(int count, LayerConfig stack) throws RefusedException {
        throw refused();
    }

    @Override
    public LayerWeights wrapped() {
        return this;
    }

    @Override
    public LayerWeights[] directions() throws RefusedException {
        throw refused();
    }

    @Override
    public LayerWeights projection(String name) throws RefusedException {
        throw refused();
    }

    @Override
    public ModelWeights model(ModelConfig model) {
        return layer -> this;
    }

    @Override
    public void checkAllTaken() {}

    private RefusedException refused() {
        return Reasons.inconsistent(reason);
    }
}
