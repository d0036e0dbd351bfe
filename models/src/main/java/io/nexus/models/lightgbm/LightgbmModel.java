package io.nexus.models.lightgbm;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.Signature;
import java.util.Arrays;

/** A booster for one thread. */
final class LightgbmModel implements Model {
    private final LightgbmImage image;
    private final Scores scores;

    LightgbmModel(LightgbmImage image) {
        this.image = image;
        this.scores = image.scores().open();
    }

    @Override
    public Signature signature() {
        return image.signature();
    }

    @Override
    public void evaluate(double[] inputs, double[] outputs) {
        int count = image.outputs();
        Arrays.fill(outputs, 0, count, 0);
        scores.add(inputs, outputs);
        if (image.divisor() != 1) {
            for (int k = 0; k < count; k++) {
                outputs[k] /= image.divisor();
            }
        }
        image.link().answer(outputs, count);
        if (image.isPair()) {
            outputs[1] = outputs[0];
            outputs[0] = 1 - outputs[1];
        }
    }
}
