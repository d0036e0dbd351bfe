package io.nexus.models.xgboost;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.Signature;

/** A booster for one thread. */
final class XgboostModel implements Model {
    private final XgboostImage image;
    private final Margins booster;
    private final double[] margins;
    private final double[] row;
    private final float missing;

    XgboostModel(XgboostImage image) {
        this.image = image;
        this.booster = image.margins().open();
        this.margins = new double[image.bases().length];
        this.missing = (float) image.missing();
        this.row = new double[Float.isNaN(missing) ? 0 : image.signature().inputWidth()];
    }

    @Override
    public Signature signature() {
        return image.signature();
    }

    @Override
    public void evaluate(double[] inputs, double[] outputs) {
        float[] bases = image.bases();
        for (int k = 0; k < margins.length; k++) {
            margins[k] = bases[k];
        }
        booster.add(row.length == 0 ? inputs : withoutMissing(inputs), margins);
        image.link().answer(margins, outputs);
        if (image.isPair()) {
            outputs[1] = outputs[0];
            outputs[0] = 1f - (float) outputs[1];
        }
    }

    private double[] withoutMissing(double[] inputs) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) inputs[i] == missing ? Double.NaN : inputs[i];
        }
        return row;
    }
}
