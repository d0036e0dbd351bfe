package io.nexus.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostFileTest {
    private static final String STUMP =
            """
            {"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[1,0,0],
             "split_conditions":[0.5,-1.5,2.5],"default_left":[0,0,0],
             "tree_param":{"num_nodes":"3","num_deleted":"0"}}""";

    private static String model(String objective, String baseScore, String classes, String trees, String outputOfTree) {
        return """
                {"version":[3,2,0],"learner":{
                 "learner_model_param":{"num_feature":"2","num_class":"%s","num_target":"1","base_score":"%s"},
                 "objective":{"name":"%s"},"attributes":{"best_iteration":"0"},
                 "gradient_booster":{"name":"gbtree","model":{"trees":[%s],"tree_info":[%s],
                  "gbtree_model_param":{"num_parallel_tree":"1"}}}}}"""
                .formatted(classes, baseScore, objective, trees, outputOfTree);
    }

    private static ModelFile read(String json, BoosterAttributes attributes) throws RefusedException {
        return XgboostFile.ofBooster(json.getBytes(StandardCharsets.UTF_8), attributes, Limits.DEFAULT);
    }

    private static double[] ask(ModelFile file, double... inputs) throws RefusedException {
        try (Model model = file.image().open()) {
            double[] outputs = new double[model.signature().outputWidth()];
            model.evaluate(inputs, outputs);
            return outputs;
        }
    }

    private static double[] ask(String json, double... inputs) throws RefusedException {
        return ask(read(json, BoosterAttributes.BOOSTER), inputs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E0", "[1E0]", "1", " [ 1.0 ] "})
    void takesEveryFormOfBaseScore(String baseScore) throws RefusedException {
        String json = model("reg:squarederror", baseScore, "0", STUMP, "0");

        assertThat(ask(json, 0, 0.25)).containsExactly(-0.5);
        assertThat(ask(json, 0, 0.5)).containsExactly(3.5);
        assertThat(ask(json, 0, Double.NaN)).containsExactly(3.5);
    }

    @Test
    void takesABaseScorePerClass() throws RefusedException {
        String json = model("multi:softmax", "[0,1,2]", "3", STUMP + "," + STUMP + "," + STUMP, "0,1,0");

        assertThat(ask(json, 0, 1)).containsExactly(0);
        assertThat(ask(json, 0, 0)).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "reg:squarederror, 0.5, 3.0",
        "reg:absoluteerror, 0.5, 3.0",
        "reg:pseudohubererror, 0.5, 3.0",
        "rank:ndcg, 0.5, 3.0",
        "binary:logitraw, 0.5, 3.0",
        "binary:hinge, 0.5, 1.0",
        "count:poisson, 1, 12.182494",
        "reg:tweedie, 1, 12.182494",
        "reg:gamma, 1, 12.182494",
        "survival:cox, 1, 12.182494",
        "survival:aft, 1, 12.182494",
        "binary:logistic, 0.5, 0.9241418",
        "reg:logistic, 0.5, 0.9241418"
    })
    void linksEveryObjective(String objective, String baseScore, float expected) throws RefusedException {
        assertThat(ask(model(objective, baseScore, "0", STUMP, "0"), 0, 1)[0]).isEqualTo(expected);
    }

    @Test
    void aClassifierAnswersBothClassesAndStopsAtItsBestRound() throws RefusedException {
        String json = model("binary:logistic", "0.5", "0", STUMP + "," + STUMP, "0,0");
        BoosterAttributes classifier = new BoosterAttributes(true, true, -999, List.of("down", "up"));

        ModelFile file = read(json, classifier);

        assertThat(ask(file, 0, 1)).containsExactly(1f - 0.9241418f, 0.9241418f);
        assertThat(ask(file, 0, -999)).isEqualTo(ask(file, 0, Double.NaN));
        assertThat(file.notes()).containsExactly("Only the first 1 rounds are used, up to best_iteration.");
        assertThat(file.image().signature().outputs().get(0).name()).isEqualTo("probabilities");
        assertThat(read(json, BoosterAttributes.BOOSTER).kind()).isEqualTo("XGBoost JSON, binary:logistic, 2 trees");
    }

    @Test
    void findsTheModelInsideASerialisedBooster() throws RefusedException {
        String json =
                "{\"Config\":{\"learner\":[[[]]]},\"Model\":" + model("reg:squarederror", "0", "0", STUMP, "0") + "}";

        assertThat(ask(json, 0, 1)).containsExactly(2.5);
    }

    @Test
    void leavesOutDeletedNodes() throws RefusedException {
        String pruned = STUMP.replace("[1,-1,-1]", "[1,-1,-1,-1]")
                .replace("[2,-1,-1]", "[2,-1,-1,-1]")
                .replace("[1,0,0]", "[1,0,0,0]")
                .replace("2.5]", "2.5,9]")
                .replace("[0,0,0]", "[0,0,0,0]")
                .replace("\"3\"", "\"4\"");

        assertThat(ask(model("reg:squarederror", "0", "0", pruned.replace("\"0\"}", "\"1\"}"), "0"), 0, 1))
                .containsExactly(2.5);
        assertThat(refused(model("reg:squarederror", "0", "0", pruned, "0")))
                .hasMessageContaining("has 4 nodes, and its root reaches 3");
    }

    @Test
    void sendsTheCategoriesOfASetToTheRight() throws RefusedException {
        String tree = STUMP.replace(
                "\"default_left\"",
                "\"split_type\":[1,0,0],\"categories\":[0,33],\"categories_nodes\":[0],\"categories_segments\":[0],"
                        + "\"categories_sizes\":[2],\"default_left\"");
        String json = model("reg:squarederror", "0", "0", tree, "0");

        assertThat(ask(json, 0, 33)).containsExactly(2.5);
        assertThat(ask(json, 0, 0)).containsExactly(2.5);
        assertThat(ask(json, 0, 1)).containsExactly(-1.5);
        assertThat(ask(json, 0, 64)).containsExactly(-1.5);
        assertThat(ask(json, 0, -0.5)).containsExactly(-1.5);
        assertThat(ask(json, 0, Double.NaN)).containsExactly(2.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [3,2,0]          | [3,5,0]           | TOO_NEW      | the file is of XGBoost 3.5.0, and the newest release that was tested is 3.4
            [3,2,0]          | [0,90,0]          | TOO_OLD      | the file is of XGBoost 0.90.0, and files of 1.0 and later are read
            "gbtree"         | "gbforest"        | UNSUPPORTED  | the booster 'gbforest' is not served
            binary:logistic  | reg:new           | UNSUPPORTED  | the objective 'reg:new' is not served
            "0.5"            | "1"               | INCONSISTENT | a base_score of 1.0 is impossible with the objective binary:logistic
            "0.5"            | "[0.5,0.5]"       | INCONSISTENT | base_score has 2 values in a model of 1 outputs
            "0.5"            | "half"            | INCONSISTENT | base_score is 'half', which is no number
            "tree_info":[0]  | "tree_info":[3]   | INCONSISTENT | tree 0 adds to output 3 of 1
            "tree_info":[0]  | "tree_info":[0,0] | INCONSISTENT | tree_info has 2 values for 1 trees
            [0.5,-1.5,2.5]   | [NaN,-1.5,2.5]    | INCONSISTENT | a threshold of tree 0 is not a number
            [0.5,-1.5,2.5]   | [0.5,1e99,2.5]    | INCONSISTENT | a leaf of tree 0 is Infinity
            [2,-1,-1]        | [7,-1,-1]         | INCONSISTENT | model.learner.gradient_booster.model.trees[0] has a child 7 of 3 nodes
            [1,0,0]          | [2,0,0]           | INCONSISTENT | tree 0 splits on feature 2 of 2
            "num_feature":"2"| "num_feature":"x" | INCONSISTENT | num_feature must be a whole number from 1 to 1000000, was 'x'
            """)
    void refusesByName(String text, String other, Refusal refusal, String reason) {
        String json = model("binary:logistic", "0.5", "0", STUMP, "0");
        assertThat(json).contains(text);

        RefusedException refused = refused(json.replace(text, other));

        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.refusal()).isEqualTo(refusal);
    }

    @Test
    void readsOpenCountedAndTypedArraysOfUbj() throws RefusedException {
        assertThat(numbers("[]")).isEmpty();
        assertThat(numbers("[i", 1, "U", 200, "]")).containsExactly(1, 200);
        assertThat(numbers("[#i", 3, "i", -1, "TF")).containsExactly(-1, 1, 0);
        assertThat(numbers("[$d#i", 1, ByteBuffer.allocate(4).putFloat(0.1f).array()))
                .containsExactly(0.1f);
        assertThat(numbers("[$L#i", 1, ByteBuffer.allocate(8).putLong(-7).array()))
                .containsExactly(-7);
    }

    @Test
    void refusesDocumentsOfTooManyValues() {
        Limits tight = new Limits(1 << 20, 200, 500, 0, 0);
        String keys = "{\"a\":1,\"b\":".repeat(30) + "1" + "}".repeat(30);

        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> XgboostFile.read(keys.getBytes(StandardCharsets.UTF_8), tight));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThat(refused("").refusal()).isEqualTo(Refusal.NO_MODEL);
        assertThat(refused("<html>").refusal()).isEqualTo(Refusal.OTHER_FORMAT);
        assertThat(refused("{}")).hasMessage("model has no version that is an array of numbers");
        assertThat(refused("{\"a\":1,\"a\":2}")).hasMessage("model has 'a' twice");
        assertThat(refused("{\"a\":[1,\"b\"]}")).hasMessage("model.'a' mixes numbers with other values");
        assertThat(refused("{} {}")).hasMessage("the file goes on after its model");
    }

    private static double[] numbers(Object... parts) throws RefusedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{i\1x".getBytes(StandardCharsets.US_ASCII));
        for (Object part : parts) {
            if (part instanceof Integer number) {
                out.write(number);
            } else {
                out.writeBytes(
                        part instanceof byte[] bytes ? bytes : part.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        out.write('}');
        return Document.read(new UbjTokens(out.toByteArray(), Limits.DEFAULT), Limits.DEFAULT)
                .numbers("x");
    }

    private static RefusedException refused(String json) {
        return catchThrowableOfType(RefusedException.class, () -> read(json, BoosterAttributes.BOOSTER));
    }
}
