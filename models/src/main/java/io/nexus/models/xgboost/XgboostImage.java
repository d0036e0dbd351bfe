package io.nexus.models.xgboost;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Signature;

/** A booster that was read.
 *
 * @param bases where the sums begin
 * @param isPair the single answer p is given as [1 - p, p]
 * @param missing value that counts as missing besides NaN, NaN if none */
record XgboostImage(Signature signature, Margins margins, float[] bases, Link link, boolean isPair, double missing)
        implements ModelImage {
    @Override
    public Model open() {
        return new XgboostModel(this);
    }
}
