package io.nexus.models.sklearn;

import static io.nexus.models.sklearn.Pickled.instance;
import static io.nexus.models.sklearn.Pickled.integer;
import static io.nexus.models.sklearn.Pickled.linearRegression;
import static io.nexus.models.sklearn.Pickled.list;
import static io.nexus.models.sklearn.Pickled.matrix;
import static io.nexus.models.sklearn.Pickled.text;
import static io.nexus.models.sklearn.Pickled.tree;
import static io.nexus.models.sklearn.Pickled.tuple;
import static io.nexus.models.sklearn.Pickled.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PickleFileTest {
    private static final double[] LEAF_1 = {-1, -1, -2, -2, 1};
    private static final double[] LEAF_2 = {-1, -1, -2, -2, 2};
    private static final String SCALER =
            instance("sklearn.preprocessing._data StandardScaler", "mean_", vector(1, 2), "scale_", vector(2, 4));

    @Test
    void servesALinearRegression() throws RefusedException {
        ModelFile file = read(linearRegression(0.5, 2, -1));

        assertThat(file.kind()).isEqualTo("pickle of LinearRegression");
        assertThat(file.image().signature().inputs()).containsExactly(Port.of("X", 2, NumberType.FLOAT64));
        assertThat(file.image().signature().outputs()).containsExactly(Port.of("prediction", 1, NumberType.FLOAT64));
        assertThat(answer(file, 3, 4)).containsExactly(2.5);
    }

    @Test
    void goesLeftOnTheThresholdOfAFloat() throws RefusedException {
        double threshold = 0.1f;
        ModelFile file = read(decisionTree(tree(new double[] {1, 2, 0, threshold, 0}, LEAF_1, LEAF_2)));

        assertThat(answer(file, 0.1)).containsExactly(1);
        assertThat(answer(file, Math.nextUp(0.1f))).containsExactly(2);
        assertThat(answer(file, Double.NaN)).containsExactly(2);
    }

    @Test
    void refusesTreesThatContradictThemselves() {
        double[][] roots = {
            {0, 1, 0, 0, 0}, {1, 1, 0, 0, 0}, {1, 7, 0, 0, 0}, {-5, 2, 0, 0, 0}, {1, 2, 9, 0, 0}, {1, 2, -3, 0, 0}
        };
        for (double[] root : roots) {
            assertThat(refused(decisionTree(tree(root, LEAF_1, LEAF_2))).refusal())
                    .isEqualTo(Refusal.INCONSISTENT);
        }
        double[] unordered = {1, 2, 0, Double.NaN, 0};
        assertThat(refused(decisionTree(tree(unordered, LEAF_1, LEAF_2))).refusal())
                .isEqualTo(Refusal.INCONSISTENT);
    }

    @Test
    void preparesRowsWithTheScalerBesideTheModel() throws RefusedException {
        String map = "(d" + text("scaler") + SCALER + "s" + text("model") + linearRegression(0, 1, 1) + "s"
                + text("features") + list(text("spread"), text("depth")) + "s";

        ModelFile file = read(map);

        assertThat(answer(file, 3, 6)).containsExactly(2);
        assertThat(file.featureNames()).containsExactly("spread", "depth");
        assertThat(file.notes()).containsExactly("the StandardScaler beside the model prepares its rows");
    }

    @Test
    void servesTheScoresOfAClassifierWithoutProbabilities() throws RefusedException {
        ModelFile file = read(instance(
                "sklearn.svm._classes LinearSVC",
                "coef_",
                matrix(1, 2),
                "intercept_",
                vector(-1),
                "classes_",
                list(text("down"), text("up"))));

        assertThat(file.image().signature().outputs())
                .containsExactly(Port.of("label", 1, NumberType.TEXT), Port.of("scores", 1, NumberType.FLOAT64));
        assertThat(answer(file, 2)).containsExactly(1, 3);
        assertThat(answer(file, 0)).containsExactly(0, -1);
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        assertThat(refused(linearRegression(0, 1, Double.NaN))).hasMessage("coef_ of the LinearRegression holds NaN");
    }

    @Test
    void refusesAScalerOfAnotherWidth() {
        assertThat(refused(tuple(SCALER, linearRegression(0, 1, 1, 1))))
                .hasMessage("a step gives 2 values, but the next takes 3");
    }

    @Test
    void refusesWhatHoldsNoModelOrTwo() {
        assertThat(refused(SCALER)).hasMessage("the pickle holds a StandardScaler but no model");
        assertThat(refused(list(integer(1), integer(2)))).hasMessage("the pickle holds a list of 2 values, no model");
        assertThat(refused(list(linearRegression(0, 1), linearRegression(1, 1))))
                .hasMessage("the pickle holds 2 models, LinearRegression and LinearRegression among them");
    }

    @Test
    void advisesTheExportOfAClassThatIsNotRead() {
        RefusedException refused = refused(instance("sklearn.gaussian_process._gpc GaussianProcessClassifier"));

        assertThat(refused).hasMessage("the class sklearn.gaussian_process._gpc.GaussianProcessClassifier is not read");
        assertThat(refused.nextStep()).contains("to_onnx(model, X[:1].astype(\"float32\")");
    }

    @Test
    void refusesModelsThatShareEachOtherEndlessly() {
        StringBuilder laughs = new StringBuilder(linearRegression(0, 1)).append("q\0");
        for (int depth = 0; depth < 15; depth++) {
            laughs.append("0")
                    .append(instance(
                            "sklearn.ensemble._voting VotingRegressor", "estimators_", list("h\0", "h\0", "h\0")))
                    .append("q\0");
        }

        assertThat(refused(laughs.toString()).refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void refusesAModelThatHoldsItself() {
        String loop =
                "csklearn.ensemble._voting\nVotingRegressor\n)\u0081q\0(d" + text("estimators_") + list("h\0") + "sb";

        assertThat(refused(loop).refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void refusesAnArrayThatIsReadMoreOftenThanTheFileIsLong() {
        double[] coefficients = new double[100_000];
        String members = linearRegression(0, coefficients) + "q\0";
        String[] shared = new String[200];
        Arrays.fill(shared, "h\0");

        RefusedException refused = refused(
                members + "0" + instance("sklearn.ensemble._voting VotingRegressor", "estimators_", list(shared)));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void refusesRowsThatAreWiderThanTheFileIsLong() {
        String wide = instance("sklearn.preprocessing._data Normalizer", "n_features_in_", integer(1_000_000));

        assertThat(refused(tuple(wide, linearRegression(0, 1))).refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void allocatesNothingPerRow() throws RefusedException {
        Model model = read(tuple(SCALER, linearRegression(0, 1, 1))).image().open();
        double[] in = {1, 2};
        double[] out = new double[1];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1000; i++) {
            model.evaluate(in, out);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            model.evaluate(in, out);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void passesTheBytesOfABoosterOnWithWhatItsWrapperSays() throws RefusedException {
        String handle = "cbuiltins\nbytearray\n(C\u0004{L{XtR";
        String wrapper = instance(
                "xgboost.sklearn XGBClassifier",
                "_Booster",
                instance("xgboost.core Booster", "handle", handle, "feature_names", list(text("a"), text("b"))),
                "missing",
                "G\u007f\u00f8\0\0\0\0\0\0",
                "n_classes_",
                integer(2));
        TestBoosters boosters = new TestBoosters();

        ModelFile file = PickleFile.read(Pickled.file(tuple(SCALER, wrapper)), Limits.DEFAULT, boosters);

        assertThat(boosters.read).containsExactly("xgboost of 4 bytes");
        assertThat(boosters.traits)
                .containsExactly(new BoosterTraits(true, true, null, Double.NaN, List.of(0L, 1L), List.of("a", "b")));
        assertThat(answer(file, 1.5, 2)).containsExactly(0.75, 0.25);
        assertThat(file.notes()).contains("a note");
    }

    @Test
    void stopsLightgbmAtItsBestIteration() throws RefusedException {
        String booster = instance("lightgbm.basic Booster", "_handle", text("tree"), "best_iteration", integer(7));
        TestBoosters boosters = new TestBoosters();

        PickleFile.read(
                Pickled.file(instance("lightgbm.sklearn LGBMRegressor", "_Booster", booster)),
                Limits.DEFAULT,
                boosters);

        assertThat(boosters.read).containsExactly("lightgbm tree");
        assertThat(boosters.traits)
                .containsExactly(new BoosterTraits(false, true, 7, Double.NaN, List.of(), List.of()));
    }

    private static String decisionTree(String tree) {
        return instance("sklearn.tree._classes DecisionTreeRegressor", "n_features_in_", integer(1), "tree_", tree);
    }

    private static double[] answer(ModelFile file, double... row) throws RefusedException {
        double[] out = new double[file.image().signature().outputWidth()];
        file.image().open().evaluate(row, out);
        return out;
    }

    private static ModelFile read(String value) throws RefusedException {
        return PickleFile.read(Pickled.file(value), Limits.DEFAULT, new TestBoosters());
    }

    private static RefusedException refused(String value) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(value));
        assertThat(refused).isNotNull();
        return refused;
    }
}
