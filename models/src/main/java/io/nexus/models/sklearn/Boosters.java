package io.nexus.models.sklearn;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.xgboost.BoosterAttributes;
import io.nexus.models.xgboost.XgboostFile;

/** Reads boosters with the readers of their own formats.
 *
 * @param limits of the file around them */
public record Boosters(Limits limits) implements BoosterReader {
    @Override
    public ModelFile xgboost(byte[] handle, BoosterTraits traits) throws RefusedException {
        BoosterAttributes attributes = new BoosterAttributes(
                traits.isClassifier(),
                traits.isWrapped(),
                traits.missing(),
                traits.classes().stream().map(String::valueOf).toList());
        return XgboostFile.ofBooster(handle, attributes, limits);
    }

    @Override
    public ModelFile lightgbm(String modelText, BoosterTraits traits) throws RefusedException {
        throw Refusals.unsupported("LightGBM is not read yet");
    }
}
