package io.nexus.models.serving;

import java.util.List;

/** A model file as it was read.
 *
 * @param kind of model, for people, e.g. {@code XGBoost JSON, binary:logistic, 33 trees}
 * @param writer library and version as far as the file says it, e.g. {@code xgboost 3.2.0}; empty if it does not
 * @param featureNames of the inputs if the file names them, else empty
 * @param notes what its owner should know, e.g. that only the trees up to the best iteration are used */
public record ModelFile(String kind, String writer, List<String> featureNames, List<String> notes, ModelImage image) {
    public ModelFile {
        featureNames = List.copyOf(featureNames);
        notes = List.copyOf(notes);
    }
}
