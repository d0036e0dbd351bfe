package io.nexus.models.lightgbm;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Signature;

/** A booster that was read.
 *
 * @param outputs scores of a row
 * @param divisor of every score, 1 but for random forests
 * @param isPair the single answer p is given as [1 - p, p] */
record LightgbmImage(Signature signature, Scores scores, int outputs, int divisor, Link link, boolean isPair)
        implements ModelImage {
    @Override
    public Model open() {
        return new LightgbmModel(this);
    }
}
