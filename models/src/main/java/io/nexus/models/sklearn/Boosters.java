package io.nexus.models.sklearn;

import io.nexus.models.lightgbm.LightgbmFile;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.xgboost.BoosterAttributes;
import io.nexus.models.xgboost.XgboostFile;
import java.util.List;

/** Reads boosters with the readers of their own formats.
 *
 * @param limits of the file around them */
record Boosters(Limits limits) implements BoosterReader {
    @Override
    public ModelFile xgboost(byte[] handle, BoosterTraits traits) throws RefusedException {
        return XgboostFile.ofBooster(
                handle,
                new BoosterAttributes(traits.isClassifier(), traits.isWrapped(), traits.missing(), labels(traits)),
                limits);
    }

    @Override
    public ModelFile lightgbm(String modelText, BoosterTraits traits) throws RefusedException {
        return LightgbmFile.ofBooster(modelText, attributes(traits), limits);
    }

    @Override
    public ModelFile lightgbmScores(String modelText, BoosterTraits traits) throws RefusedException {
        return LightgbmFile.scoresOf(modelText, attributes(traits), limits);
    }

    private static io.nexus.models.lightgbm.BoosterAttributes attributes(BoosterTraits traits) {
        Integer rounds = traits.bestIteration();
        return new io.nexus.models.lightgbm.BoosterAttributes(
                traits.isClassifier(), rounds == null ? 0 : rounds, labels(traits));
    }

    private static List<String> labels(BoosterTraits traits) {
        return traits.classes().stream().map(String::valueOf).toList();
    }
}
