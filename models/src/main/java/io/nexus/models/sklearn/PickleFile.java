package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.Pickle;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.List;

/** A model in a pickle or joblib file: scikit-learn, or a booster of XGBoost or LightGBM. */
public final class PickleFile {
    private static final String PICKLE_OF = "pickle of ";
    private static final Version NEWEST_TESTED = new Version(1, 9);

    private PickleFile() {}

    /** Reads the model. A classifier answers what {@code predict_proba} gives, or its label and {@code
     * decision_function} if it has no probabilities; a regressor what {@code predict} gives. Transformers beside the
     * model prepare its rows.
     *
     * @throws RefusedException if the file is damaged, holds no model or several, or anything that is not served */
    public static ModelFile read(byte[] content, Limits limits) throws RefusedException {
        return read(content, limits, new Boosters(limits));
    }

    static ModelFile read(byte[] content, Limits limits, BoosterReader boosters) throws RefusedException {
        Pickle pickle = Pickle.read(content, limits);
        Contents contents = Contents.of(pickle.root());
        Estimators estimators = new Estimators(new Spending(pickle.bytes(), limits.values()), boosters);
        Instance model = contents.model();
        if (BoosterModels.reads(model) && contents.transformers().isEmpty() && contents.target() == null) {
            return named(BoosterModels.file(estimators.fields(model), boosters), contents.featureNames());
        }
        List<Fitted> transformers = new ArrayList<>();
        for (Instance transformer : contents.transformers()) {
            transformers.add(estimators.read(transformer));
        }
        Fitted fitted = estimators.read(model);
        if (!transformers.isEmpty()) {
            fitted = Pipelines.joined(transformers, fitted);
        }
        Instance target = contents.target();
        if (target != null && fitted.prediction() != null) {
            Stage back = Scalers.inverse(estimators.fields(target));
            fitted = Fitted.regressor(fitted.kind(), fitted.prediction().then(back));
        }
        return file(fitted, estimators, contents);
    }

    private static ModelFile named(ModelFile file, List<String> names) {
        boolean isNamed = file.featureNames().isEmpty()
                && names.size() == file.image().signature().inputWidth();
        List<String> features = isNamed ? names : file.featureNames();
        return new ModelFile(PICKLE_OF + file.kind(), file.writer(), features, file.notes(), file.image());
    }

    private static ModelFile file(Fitted fitted, Estimators estimators, Contents contents) throws RefusedException {
        Fields fields = estimators.fields(contents.model());
        Stage answer = fitted.answer();
        boolean isLabelOnly = answer == null && fitted.choice() != null;
        if (isLabelOnly) {
            answer = label(fitted);
        }
        if (answer == null) {
            throw Refusals.noModel("the pickle holds a " + Refusals.shown(fitted.kind()) + " but no model");
        }
        List<String> notes = new ArrayList<>(estimators.notes());
        List<Port> ports = fitted.answerPorts(answer.outputs());
        if (isLabelOnly) {
            ports = List.of(Port.of("label", 1, Classes.type(fitted.classes())));
            notes.add("the model gives neither probabilities nor scores; it answers its label");
        } else if (answer.equals(fitted.decision())) {
            answer = Stages.concat(List.of(label(fitted), answer));
            ports = List.of(Port.of("label", 1, Classes.type(fitted.classes())), ports.get(0));
            notes.add("the model gives no probabilities; it answers its label and its decision function");
        }
        if (!contents.transformers().isEmpty()) {
            notes.add("the " + Refusals.shown(contents.transformers().get(0).name())
                    + " beside the model prepares its rows");
        }
        Instance target = contents.target();
        if (target != null) {
            notes.add("the " + Refusals.shown(target.name()) + " of the target leads the prediction back to its units");
        }
        String version = fields.text("_sklearn_version", "");
        if (!version.isEmpty() && !NEWEST_TESTED.isAtLeast(Version.of(fields.owner()))) {
            notes.add("written by scikit-learn " + Refusals.shown(version) + "; the newest tested is 1.9");
        }
        if (answer.inputs() < 1 || answer.outputs() < 1) {
            throw Refusals.inconsistent("the model takes " + answer.inputs() + " values and gives " + answer.outputs());
        }
        Signature signature = new Signature(List.of(Port.of("X", answer.inputs(), NumberType.FLOAT64)), ports);
        return new ModelFile(
                PICKLE_OF + fitted.kind(),
                version.isEmpty() ? "" : "scikit-learn " + Refusals.shown(version),
                names(fields, contents, answer.inputs()),
                notes,
                new StageImage(signature, answer));
    }

    /** The label as a number. */
    private static Stage label(Fitted fitted) throws RefusedException {
        double[] numbers = Classes.numbers(fitted.classes());
        return Choices.of(fitted).finish((values, count) -> values[0] = numbers[(int) values[0]]);
    }

    private static List<String> names(Fields fields, Contents contents, int inputs) throws RefusedException {
        List<String> names = new ArrayList<>(contents.featureNames());
        if (names.isEmpty() && fields.has("feature_names_in_")) {
            fields.list("feature_names_in_").forEach(name -> names.add(name.toString()));
        }
        return names.size() == inputs ? names : List.of();
    }
}
