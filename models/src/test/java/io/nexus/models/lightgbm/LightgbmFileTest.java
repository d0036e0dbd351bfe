package io.nexus.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightgbmFileTest {
    private static final double NAN = Double.NaN;

    private static final String STUMP =
            """
            num_leaves=2
            num_cat=0
            split_feature=1
            threshold=0.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=-1.5 2.5
            """;

    private static String model(String objective, int outputs, String... trees) {
        StringBuilder blocks = new StringBuilder();
        StringBuilder sizes = new StringBuilder();
        for (int tree = 0; tree < trees.length; tree++) {
            String block = "Tree=" + tree + "\n" + trees[tree] + "\n\n";
            sizes.append(block.length()).append(' ');
            blocks.append(block);
        }
        return "tree\nversion=v4\nnum_class=" + outputs + "\nnum_tree_per_iteration=" + outputs
                + "\nmax_feature_idx=1\nobjective=" + objective + "\nfeature_names=a b\ntree_sizes=" + sizes + "\n\n"
                + blocks + "end of trees\n";
    }

    private static ModelFile read(String text, BoosterAttributes attributes) throws RefusedException {
        return LightgbmFile.ofBooster(text, attributes, Limits.DEFAULT);
    }

    private static double[] ask(ModelFile file, double... inputs) throws RefusedException {
        try (Model model = file.image().open()) {
            double[] outputs = new double[model.signature().outputWidth()];
            model.evaluate(inputs, outputs);
            return outputs;
        }
    }

    private static double[] ask(String text, double... inputs) throws RefusedException {
        return ask(read(text, BoosterAttributes.FILE), inputs);
    }

    @Test
    void splitsAtThresholdsAndMissingValuesAsTheirBitsSay() throws RefusedException {
        String none = model("regression", 1, STUMP);
        String nanRight = model("regression", 1, STUMP.replace("type=2", "type=8"));
        String zeroRight = model("regression", 1, STUMP.replace("type=2", "type=4"));

        assertThat(ask(none, 0, 0.5)).containsExactly(-1.5);
        assertThat(ask(none, 0, Math.nextUp(0.5))).containsExactly(2.5);
        assertThat(ask(none, 0, NAN)).containsExactly(-1.5);
        assertThat(ask(nanRight, 0, NAN)).containsExactly(2.5);
        assertThat(ask(nanRight, 0, 0)).containsExactly(-1.5);
        assertThat(ask(zeroRight, 0, 0)).containsExactly(2.5);
        assertThat(ask(zeroRight, 0, NAN)).containsExactly(2.5);
        assertThat(ask(zeroRight, 0, -1)).containsExactly(-1.5);
    }

    @Test
    void valuesAroundZeroAreSplitAsZero() throws RefusedException {
        assertThat(ask(model("regression", 1, STUMP.replace("=0.5", "=0")), 0, 1e-36))
                .containsExactly(-1.5);
        assertThat(ask(model("regression", 1, STUMP.replace("=0.5", "=0")), 0, 1e-34))
                .containsExactly(2.5);
        assertThat(ask(model("regression", 1, STUMP.replace("=0.5", "=-1e-37")), 0, -1e-36))
                .containsExactly(2.5);
    }

    @ParameterizedTest
    @CsvSource({
        "regression, 2.5",
        "regression sqrt, 6.25",
        "regression_l1, 2.5",
        "huber, 2.5",
        "fair, 2.5",
        "quantile, 2.5",
        "mape, 2.5",
        "lambdarank, 2.5",
        "poisson, 12.182493960703473",
        "gamma, 12.182493960703473",
        "tweedie, 12.182493960703473",
        "binary sigmoid:1, 0.9241418199787566",
        "binary sigmoid:2, 0.9933071490757153",
        "cross_entropy, 0.9241418199787566",
        "cross_entropy_lambda, 2.5788897342925496"
    })
    void linksEveryObjective(String objective, double expected) throws RefusedException {
        assertThat(ask(model(objective, 1, STUMP), 0, 1)[0]).isCloseTo(expected, within(1e-8));
    }

    @Test
    void addsTreesToTheClassesInTurnAndAveragesForests() throws RefusedException {
        String leaf = "num_leaves=1\nleaf_value=1\n";
        String classes = model("multiclass num_class:2", 2, STUMP, leaf, STUMP, leaf);
        String forest =
                model("regression", 1, STUMP, leaf).replace("max_feature_idx", "average_output\nmax_feature_idx");

        assertThat(ask(classes, 0, 1)[0]).isEqualTo(1 / (1 + Math.exp(-3)), within(1e-15));
        assertThat(ask(forest, 0, 1)).containsExactly(1.75);
    }

    @Test
    void aClassifierAnswersBothClassesAndStopsAtItsBestRound() throws RefusedException {
        String text = model("binary sigmoid:1", 1, STUMP, STUMP);
        BoosterAttributes classifier = new BoosterAttributes(true, 1, List.of("down", "up"));

        ModelFile file = read(text, classifier);

        double up = 1 / (1 + Math.exp(-2.5));
        assertThat(ask(file, 0, 1)).containsExactly(1 - up, up);
        assertThat(file.notes()).containsExactly("Only the first 1 rounds are used, up to best_iteration.");
        assertThat(file.featureNames()).containsExactly("a", "b");
        assertThat(file.kind()).isEqualTo("LightGBM text, binary sigmoid:1, 1 trees");
    }

    @Test
    void categoriesOfASetGoLeft() throws RefusedException {
        String tree = STUMP.replace("num_cat=0", "num_cat=1\ncat_boundaries=0 2\ncat_threshold=1 4294967295")
                .replace("threshold=0.5", "threshold=0")
                .replace("decision_type=2", "decision_type=1");
        String text = model("regression", 1, tree);

        assertThat(ask(text, 0, 0)).containsExactly(-1.5);
        assertThat(ask(text, 0, -0.5)).containsExactly(-1.5);
        assertThat(ask(text, 0, 63)).containsExactly(-1.5);
        assertThat(ask(text, 0, 1)).containsExactly(2.5);
        assertThat(ask(text, 0, 64)).containsExactly(2.5);
        assertThat(ask(text, 0, NAN)).containsExactly(2.5);
    }

    @Test
    void linearLeavesAnswerTheirValueWhereAFeatureIsMissing() throws RefusedException {
        String tree = STUMP + "is_linear=1\nleaf_const=10 20\nnum_features=1 0\nleaf_features=0  \nleaf_coeff=2  \n";
        String text = model("regression", 1, tree, STUMP);

        assertThat(ask(text, 3, 0)).containsExactly(16 - 1.5);
        assertThat(ask(text, NAN, 0)).containsExactly(-1.5 - 1.5);
        assertThat(ask(text, NAN, 1)).containsExactly(20 + 2.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            version=v4        | version=v5         | TOO_NEW      | the file has the format version 'v5', and v2, v3, v4 were tested
            objective=binary  | objective=custom   | UNSUPPORTED  | the objective 'custom' is not served
            objective=binary  | label_index=       | UNSUPPORTED  | the objective 'none' is not served
            left_child=-1     | left_child=0       | INCONSISTENT | tree 0 reaches node 0 twice
            left_child=-1     | left_child=-3      | INCONSISTENT | tree 0 has a child of -3.0, expected a whole number from -2 to 0
            threshold=0.5     | threshold=nan      | INCONSISTENT | a threshold of tree 0 is not a number
            threshold=0.5     | threshold=0x5      | BROKEN       | tree 0 has '0x5' in threshold, which is no number
            threshold=0.5     | threshold=0.5 1    | INCONSISTENT | tree 0 does not have 1 values of threshold
            split_feature=1   | split_feature=2    | INCONSISTENT | tree 0 splits on feature 2 of 2
            leaf_value=-1.5   | leaf_value=inf     | INCONSISTENT | a leaf of tree 0 is Infinity
            num_leaves=2      | num_leaves=9       | INCONSISTENT | tree 0 does not have 9 values of leaf_value
            num_leaves=2      | num_leaves=1000000 | INCONSISTENT | tree 0 does not have 1000000 values of leaf_value
            decision_type=2   | decision_type=3    | INCONSISTENT | tree 0 has a threshold of 0.5
            decision_type=2   | decision_type=12   | INCONSISTENT | tree 0 has a decision_type 12
            end of trees      | end of tree        | BROKEN       | the file is cut short: it has no line 'end of trees' after tree 0
            num_class=1       | num_class=2        | INCONSISTENT | num_class is 2 and num_tree_per_iteration is 1
            sigmoid:1         | sigmoid:0          | INCONSISTENT | the objective has 'sigmoid:0', which is not positive
            leaf_value=-1.5   | leaf_value=-1.50   | BROKEN       | tree 0 has 128 letters, and tree_sizes announces 127
            """)
    void refusesByName(String text, String other, Refusal refusal, String reason) {
        String model = model("binary sigmoid:1", 1, STUMP);
        assertThat(model).contains(text);

        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> read(model.replace(text, other), BoosterAttributes.FILE));

        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.refusal()).isEqualTo(refusal);
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThat(refused("").refusal()).isEqualTo(Refusal.NO_MODEL);
        assertThat(refused("Tree\n").refusal()).isEqualTo(Refusal.OTHER_FORMAT);
        assertThat(refused("tree\nend of trees\n")).hasMessage("the head of the file has no version");
    }

    private static RefusedException refused(String text) {
        return catchThrowableOfType(
                RefusedException.class, () -> LightgbmFile.read(text.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT));
    }
}
