package io.nexus.models.sklearn;

import io.nexus.models.pickle.Bytes;
import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.None;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models of XGBoost and LightGBM inside pickles. */
final class BoosterModels {
    /** What classifiers of LightGBM have since 4.7, with which they also have {@code decision_function}. */
    private static final String HAS_DECISIONS = "_fitted_with_feature_names";

    private BoosterModels() {}

    static boolean reads(Instance instance) {
        return instance.module().startsWith("xgboost.") || instance.module().startsWith("lightgbm.");
    }

    /** The booster with what its wrapper makes of it. */
    static ModelFile file(Fields fields, BoosterReader reader) throws RefusedException {
        return file(fields, reader, false);
    }

    private static ModelFile file(Fields fields, BoosterReader reader, boolean isRaw) throws RefusedException {
        String name = fields.name();
        boolean isXgboost = fields.owner().module().startsWith("xgboost.");
        boolean isWrapped = !name.equals("Booster");
        boolean isClassifier =
                name.equals("XGBClassifier") || name.equals("XGBRFClassifier") || name.equals("LGBMClassifier");
        Fields booster = isWrapped ? fields.of(fields.instance("_Booster")) : fields;
        if (!booster.name().equals("Booster")) {
            throw Refusals.unsupported(
                    "the class " + Refusals.shown(fields.owner().type().toString()) + " is not read");
        }
        BoosterTraits traits = new BoosterTraits(
                isClassifier,
                isWrapped,
                isXgboost ? null : rounds(fields, booster),
                fields.number("missing", Double.NaN),
                isClassifier ? classes(fields) : List.of(),
                names(booster, "feature_names"));
        if (isRaw) {
            return reader.lightgbmScores(text(booster), traits);
        }
        ModelFile file = isXgboost ? reader.xgboost(handle(booster), traits) : reader.lightgbm(text(booster), traits);
        return new ModelFile(
                name + ": " + file.kind(),
                file.writer(),
                file.featureNames().isEmpty() ? traits.featureNames() : file.featureNames(),
                file.notes(),
                file.image());
    }

    /** The booster as a part of other models.
     *
     * @param notes receives what its owner should know */
    static Fitted read(Fields fields, BoosterReader reader, List<String> notes) throws RefusedException {
        ModelFile file = file(fields, reader);
        notes.addAll(file.notes());
        Stage stage = stage(file);
        int outputs = stage.outputs();
        boolean isClassifier = fields.name().endsWith("Classifier");
        if (!isClassifier) {
            return Fitted.regressor(file.kind(), stage)
                    .withPorts(file.image().signature().outputs());
        }
        List<Object> classes = classes(fields);
        if (classes.isEmpty()) {
            for (long k = 0; k < Math.max(2, outputs); k++) {
                classes.add(k);
            }
        }
        Stage decision =
                fields.owner().attributes().containsKey(HAS_DECISIONS) ? stage(file(fields, reader, true)) : null;
        if (outputs == 1 && classes.size() == 2) {
            return Fitted.classifier(file.kind(), decision, stage.then(Links.both()), classes);
        }
        if (outputs != classes.size()) {
            throw Refusals.inconsistent("the " + fields.name() + " has " + classes.size()
                    + " classes, but its booster gives " + outputs + " values");
        }
        return Fitted.classifier(file.kind(), decision, stage, classes)
                .withPorts(file.image().signature().outputs());
    }

    private static Stage stage(ModelFile file) {
        int inputs = file.image().signature().inputWidth();
        int outputs = file.image().signature().outputWidth();
        return new Stage(inputs, outputs, () -> {
            Model model = file.image().open();
            return model::evaluate;
        });
    }

    private static byte[] handle(Fields booster) throws RefusedException {
        if (booster.need("handle") instanceof Bytes bytes) {
            return bytes.toArray();
        }
        throw booster.other("handle");
    }

    private static String text(Fields booster) throws RefusedException {
        Object handle = booster.need(booster.has("_handle") ? "_handle" : "handle");
        if (handle instanceof String text) {
            return text;
        }
        if (handle instanceof Bytes bytes) {
            return new String(bytes.toArray(), StandardCharsets.UTF_8);
        }
        throw booster.other("handle");
    }

    /** Rounds that predict uses, or null for all. */
    private static @Nullable Integer rounds(Fields wrapper, Fields booster) throws RefusedException {
        Object best = booster.owner().attribute("best_iteration");
        if (best == null) {
            best = wrapper.owner().attribute("_best_iteration");
        }
        if (best instanceof Long rounds && rounds > 0 && rounds < Integer.MAX_VALUE) {
            return rounds.intValue();
        }
        return null;
    }

    private static List<Object> classes(Fields fields) throws RefusedException {
        for (String name : List.of("classes_", "_classes")) {
            if (fields.has(name)) {
                return new ArrayList<>(Classes.checked(fields, fields.list(name)));
            }
        }
        if (fields.has("_le")
                && fields.owner().attribute("_le") instanceof Instance encoder
                && encoder.attribute("classes_") != null) {
            return new ArrayList<>(Classes.of(fields.of(encoder)));
        }
        List<Object> numbered = new ArrayList<>();
        for (long k = 0; fields.has("n_classes_") && k < fields.integer("n_classes_"); k++) {
            numbered.add(k);
        }
        return numbered;
    }

    private static List<String> names(Fields booster, String attribute) throws RefusedException {
        List<String> names = new ArrayList<>();
        if (booster.has(attribute)) {
            for (Object name : booster.list(attribute)) {
                names.add(name == None.NONE ? "" : name.toString());
            }
        }
        return names.contains("") ? List.of() : names;
    }
}
