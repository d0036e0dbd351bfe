package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/export_models.py} with the libraries that this machine's Python has ({@code NEXUS_PYTHON}, else {@code python3}). */
final class ExportScriptTest {
    private static final String TRAIN =
            """
            import importlib.util, os, pathlib, pickle, sys
            import numpy as np
            out = pathlib.Path(sys.argv[1])
            def there(*names):
                return all(importlib.util.find_spec(name) for name in names)
            def at(path):
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                return str(out / path)
            r = np.random.default_rng(7)
            X = r.standard_normal((300, 8)); y = (X[:, 0] + 0.5 * X[:, 1] > 0).astype(int)
            if there("sklearn"):
                from sklearn.ensemble import RandomForestClassifier
                from sklearn.linear_model import LogisticRegression
                from sklearn.pipeline import make_pipeline
                from sklearn.preprocessing import StandardScaler
                made = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)
                with open(at("09_CONFIDENCE_CALIBRATION/scaled logit.pkl"), "wb") as file:
                    pickle.dump(made, file)
                with open(at("01_DATA_QUALITY/book gap forest.pkl"), "wb") as file:
                    pickle.dump(RandomForestClassifier(10, random_state=1).fit(X, y), file)
            if there("xgboost"):
                import xgboost
                booster = xgboost.train({"objective": "binary:logistic"}, xgboost.DMatrix(X, y), 10)
                booster.save_model(at("09_CONFIDENCE_CALIBRATION/xgboost_confidence_model.json"))
                booster.save_model(at("09_CONFIDENCE_CALIBRATION/the same.ubj"))
            if there("lightgbm"):
                import lightgbm
                booster = lightgbm.train({"objective": "regression", "verbose": -1}, lightgbm.Dataset(X, y), 10)
                booster.save_model(at("12_EXECUTION_COST/cost.txt"))
            backend = next((name for name in ("tensorflow", "jax", "torch") if there(name)), None)
            if there("keras") and backend:
                os.environ["KERAS_BACKEND"] = backend
                import keras
                keras.utils.set_random_seed(1)
                a, b = keras.Input((6, 4)), keras.Input((3,))
                joined = keras.layers.Concatenate()([keras.layers.GRU(5)(a), b])
                keras.Model([a, b], keras.layers.Dense(2, activation="softmax")(joined)).save(at("18_ORDER_FLOW_SEQUENCE/flow.keras"))
            """;

    @TempDir
    Path work;

    @Test
    void whatItPreparesAnswersItsGoldenRows() throws Exception {
        String python = Objects.requireNonNullElse(System.getenv("NEXUS_PYTHON"), "python3");
        Path trained = Files.createDirectory(work.resolve("trained"));
        boolean isTrained = run(python, "-c", TRAIN, trained.toString()) == 0;
        List<Path> models = files(trained);
        Assumptions.assumeTrue(
                isTrained && !models.isEmpty(),
                python + " has none of scikit-learn, XGBoost, LightGBM and Keras; NEXUS_PYTHON names one that has");
        Path script = Path.of("..", "deploy", "export_models.py");
        Path prepared = work.resolve("prepared");

        int code = run(
                python,
                (Files.exists(script) ? script : Path.of("deploy", "export_models.py")).toString(),
                trained.toString(),
                prepared.toString(),
                "--version",
                "7",
                "--trained-on",
                "a test");

        assertThat(code).as(Files.readString(work.resolve("output"))).isZero();
        FolderVerification verification = FolderVerification.of(new DirectorySource(prepared), Limits.DEFAULT);
        assertThat(verification.failed()).isEmpty();
        assertThat(verification.verified()).isEqualTo(models.size());
        System.out.println("EXPORTED " + models.size() + " files, all verified");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        Path output = work.resolve("output");
        Process process;
        try {
            process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) { // there is no such program
            return -1;
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }
}
