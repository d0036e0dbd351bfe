package io.nexus.models.sklearn;

import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.List;

/** Boosters that answer the first value of a row, and note what they are asked for. */
final class TestBoosters implements BoosterReader {
    final List<String> read = new ArrayList<>();
    final List<BoosterTraits> traits = new ArrayList<>();

    @Override
    public ModelFile xgboost(byte[] handle, BoosterTraits traitsOfBooster) {
        return file("xgboost of " + handle.length + " bytes", traitsOfBooster);
    }

    @Override
    public ModelFile lightgbm(String modelText, BoosterTraits traitsOfBooster) {
        return file("lightgbm " + modelText, traitsOfBooster);
    }

    @Override
    public ModelFile lightgbmScores(String modelText, BoosterTraits traitsOfBooster) {
        return file("scores of lightgbm " + modelText, traitsOfBooster);
    }

    private ModelFile file(String name, BoosterTraits traitsOfBooster) {
        read.add(name);
        traits.add(traitsOfBooster);
        Signature signature = new Signature(
                List.of(Port.of("x", 2, NumberType.FLOAT32)), List.of(Port.of("prediction", 1, NumberType.FLOAT32)));
        return new ModelFile(name, "", List.of(), List.of("a note"), new StageImage(signature, Stage.column(2, 0)));
    }
}
