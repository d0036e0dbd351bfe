package io.nexus.models.lightgbm;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import io.nexus.models.tree.LeafRules;
import io.nexus.models.tree.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads models that LightGBM 2 to 4 saved as text, and boosters inside pickles. */
public final class LightgbmFile {
    private LightgbmFile() {}

    /** A file of {@code Booster.save_model}. It answers as {@code Booster.predict} does, in one output {@code
     * prediction} of a double per class.
     *
     * @throws RefusedException for whatever is no such model or is not served exactly */
    public static ModelFile read(byte[] text, Limits limits) throws RefusedException {
        if (text.length > limits.fileBytes()) {
            throw tooLong(text.length, limits);
        }
        if (text.length == 0) {
            throw new RefusedException(Refusal.NO_MODEL, "the file is empty", "Copy the file again.");
        }
        return ofBooster(new String(text, StandardCharsets.UTF_8), BoosterAttributes.FILE, limits);
    }

    /** The text of {@code Booster.model_to_string()}, as the object around it asks it.
     *
     * @throws RefusedException likewise */
    public static ModelFile ofBooster(String text, BoosterAttributes attributes, Limits limits)
            throws RefusedException {
        return read(text, attributes, limits, false);
    }

    /** The same, but the raw scores, before any link.
     *
     * @throws RefusedException likewise */
    public static ModelFile scoresOf(String text, BoosterAttributes attributes, Limits limits) throws RefusedException {
        return read(text, new BoosterAttributes(false, attributes.rounds(), List.of()), limits, true);
    }

    private static ModelFile read(String text, BoosterAttributes attributes, Limits limits, boolean isRaw)
            throws RefusedException {
        if (text.length() > limits.fileBytes()) {
            throw tooLong(text.length(), limits);
        }
        Blocks blocks = Blocks.of(text, limits);
        Head head = Head.of(blocks.head(), blocks.trees().size());
        int rounds = blocks.trees().size() / head.outputs();
        List<String> notes = new ArrayList<>();
        if (attributes.rounds() > 0 && attributes.rounds() < rounds) {
            rounds = attributes.rounds();
            notes.add("Only the first " + rounds + " rounds are used, up to best_iteration.");
        }
        if (!blocks.categories().isEmpty()) {
            notes.add("Category columns take the category codes of the training data.");
        }
        List<Block> trees = blocks.trees().subList(0, rounds * head.outputs());
        Scores scores = scores(head, trees);
        blocks.requireSizes();
        int divisor = head.isAverage() ? Math.max(rounds, 1) : 1;
        boolean isPair = attributes.isClassifier() && head.outputs() == 1;
        LightgbmImage image = new LightgbmImage(
                signature(head, attributes, isPair),
                scores,
                head.outputs(),
                divisor,
                isRaw ? Link.NONE : head.link(),
                isPair);
        String kind = "LightGBM text, " + head.objective() + ", " + trees.size() + " trees";
        return new ModelFile(kind, "lightgbm format " + head.version(), head.featureNames(), notes, image);
    }

    private static RefusedException tooLong(int length, Limits limits) {
        return Refusals.tooLarge("the model has " + length + " bytes, and " + limits.fileBytes() + " are allowed");
    }

    private static Scores scores(Head head, List<Block> trees) throws RefusedException {
        for (Block tree : trees) {
            if (LinearLeaves.isLinear(tree)) {
                return LinearScores.of(head, trees);
            }
        }
        LeafRules leaves = new LeafRules(NumberType.FLOAT64, 1, head.outputs());
        TreeBuilder builder = new TreeBuilder(head.features(), head.rules(leaves));
        for (Block tree : trees) {
            TreeReader reader = new TreeReader(tree);
            builder.startTree();
            reader.add(builder, reader.leafValues());
        }
        return new PlainScores(builder.build());
    }

    private static Signature signature(Head head, BoosterAttributes attributes, boolean isPair)
            throws RefusedException {
        int width = isPair ? 2 : head.outputs();
        int labels = attributes.labels().size();
        if (attributes.isClassifier() && labels != 0 && labels != width) {
            throw Refusals.inconsistent("the classifier has " + labels + " classes, and its booster answers " + width);
        }
        String output = attributes.isClassifier() ? "probabilities" : "prediction";
        return new Signature(
                List.of(Port.of("in", head.features(), NumberType.FLOAT64)),
                List.of(Port.of(output, width, NumberType.FLOAT64)));
    }
}
