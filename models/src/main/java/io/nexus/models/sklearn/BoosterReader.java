package io.nexus.models.sklearn;

import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;

/** Reads the boosters that pickles carry in their libraries' own formats. */
interface BoosterReader {
    /** A booster of XGBoost.
     *
     * @param handle bytes as {@code Booster.__getstate__()} has them: UBJSON or JSON
     * @throws RefusedException if they are not served */
    ModelFile xgboost(byte[] handle, BoosterTraits traits) throws RefusedException;

    /** A booster of LightGBM.
     *
     * @param modelText as {@code Booster.model_to_string()} writes it
     * @throws RefusedException if it is not served */
    ModelFile lightgbm(String modelText, BoosterTraits traits) throws RefusedException;

    /** The raw scores of the same.
     *
     * @throws RefusedException likewise */
    ModelFile lightgbmScores(String modelText, BoosterTraits traits) throws RefusedException;
}
