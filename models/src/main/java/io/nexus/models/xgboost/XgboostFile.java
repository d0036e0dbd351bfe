package io.nexus.models.xgboost;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.List;

/** Reads models that XGBoost 1.0 and later saved as JSON or UBJSON, and boosters inside pickles. */
public final class XgboostFile {
    private static final String BEST = "best_iteration";
    private static final int MAX_ROUNDS = Integer.MAX_VALUE - 1;

    private XgboostFile() {}

    /** A file of {@code Booster.save_model}. It answers as {@code Booster.predict} does: with all trees, in one output
     * {@code prediction} of a float per class or target.
     *
     * @throws RefusedException for whatever is no such model or is not served exactly */
    public static ModelFile read(byte[] content, Limits limits) throws RefusedException {
        return ofBooster(content, BoosterAttributes.BOOSTER, limits);
    }

    /** The content of {@code Booster.__getstate__()["handle"]}, or of a file, as the object around it asks it.
     *
     * @throws RefusedException likewise */
    public static ModelFile ofBooster(byte[] content, BoosterAttributes attributes, Limits limits)
            throws RefusedException {
        if (content.length > limits.fileBytes()) {
            throw Refusals.tooLarge(
                    "the model has " + content.length + " bytes, and " + limits.fileBytes() + " are allowed");
        }
        Format format = Format.of(content);
        if (format == Format.OLD_BINARY) {
            return file(OldBinary.read(content, limits), attributes, "old binary");
        }
        boolean isUbj = format == Format.UBJSON;
        Tokens tokens = isUbj ? new UbjTokens(content, limits) : new JsonTokens(content, limits);
        Section document = Document.read(tokens, limits);
        Section model = document.has("Model") ? document.section("Model") : document;
        return file(model, attributes, isUbj ? "UBJSON" : "JSON");
    }

    private static ModelFile file(Section model, BoosterAttributes attributes, String format) throws RefusedException {
        Learner learner = Learner.of(model);
        String name = learner.booster().text("name");
        List<String> notes = new ArrayList<>();
        Margins margins;
        String size;
        switch (name) {
            case "gblinear" -> {
                margins = LinearMargins.of(learner);
                size = "linear";
            }
            case "gbtree", "dart" -> {
                Trees trees = Trees.of(learner);
                int rounds = rounds(model.section("learner"), attributes, trees, notes);
                TreeMargins forest = new TreeMargins(trees.forest(rounds, attributes.stopsAtBest()));
                size = forest.forest().trees() + " trees";
                margins = forest;
                if (trees.hasCategories()) {
                    notes.add("Category columns take the category codes of the training data.");
                }
            }
            default -> throw Refusals.unsupported(
                    "the booster " + Refusals.shown(name) + " is not served",
                    "Train with booster=\"gbtree\", \"dart\" or \"gblinear\"");
        }
        XgboostImage image = image(learner, margins, attributes);
        String kind = "XGBoost " + format + ", " + learner.objective().name() + ", " + size;
        return new ModelFile(kind, "xgboost " + learner.version(), learner.featureNames(), notes, image);
    }

    private static int rounds(Section learner, BoosterAttributes attributes, Trees trees, List<String> notes)
            throws RefusedException {
        boolean hasBest =
                learner.has("attributes") && learner.section("attributes").has(BEST);
        if (!hasBest) {
            return Integer.MAX_VALUE;
        }
        if (!attributes.stopsAtBest()) {
            notes.add("All " + trees.size()
                    + " trees are used, as Booster.predict does; XGBClassifier and XGBRegressor stop at"
                    + " best_iteration.");
            return Integer.MAX_VALUE;
        }
        int rounds = learner.section("attributes").integer(BEST, 0, MAX_ROUNDS) + 1;
        notes.add("Only the first " + rounds + " rounds are used, up to best_iteration.");
        return rounds;
    }

    private static XgboostImage image(Learner learner, Margins margins, BoosterAttributes attributes)
            throws RefusedException {
        Link link = learner.objective().link();
        if (attributes.isClassifier() && link == Link.LARGEST) {
            link = Link.SOFTMAX;
        }
        boolean isPair = attributes.isClassifier() && learner.outputs() == 1;
        int width = isPair ? 2 : link == Link.LARGEST ? 1 : learner.outputs();
        int labels = attributes.labels().size();
        if (attributes.isClassifier() && labels != 0 && labels != width) {
            throw new RefusedException(
                    Refusal.INCONSISTENT,
                    "the classifier has " + labels + " classes, and its booster answers " + width,
                    "Save the classifier again: model.save_model(\"model.json\")");
        }
        String output = attributes.isClassifier() ? "probabilities" : "prediction";
        Signature signature = new Signature(
                List.of(Port.of("in", learner.features(), NumberType.FLOAT32)),
                List.of(Port.of(output, width, NumberType.FLOAT32)));
        return new XgboostImage(signature, margins, learner.margins(), link, isPair, attributes.missing());
    }
}
