package io.nexus.models.sklearn;

import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Boosters for tests. */
final class TestBoosters {
    static final BoosterReader READER = new BoosterReader() {
        @Override
        public ModelFile xgboost(byte[] handle, BoosterTraits traits) throws RefusedException {
            throw new RefusedException(Refusal.UNSUPPORTED, "no boosters here", "none");
        }

        @Override
        public ModelFile lightgbm(String modelText, BoosterTraits traits) throws RefusedException {
            throw new RefusedException(Refusal.UNSUPPORTED, "no boosters here", "none");
        }
    };

    private TestBoosters() {}
}
