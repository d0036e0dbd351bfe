package io.nexus.models.sklearn;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;

/** A model made of steps. */
record StageImage(Signature signature, Stage stage) implements ModelImage {
    @Override
    public Model open() throws RefusedException {
        Stage.Run run = stage.open();
        return new Model() {
            @Override
            public Signature signature() {
                return signature;
            }

            @Override
            public void evaluate(double[] inputs, double[] outputs) {
                run.apply(inputs, outputs);
            }
        };
    }
}
