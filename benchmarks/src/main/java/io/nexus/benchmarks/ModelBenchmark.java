package io.nexus.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import io.nexus.models.folder.ModelReader;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One row through a model file, ours beside the native library of its format, in one process and on one thread; and the thirteen models of
 * the critical path one after the other. The files are those of a folder named by {@code -Dnexus.models=DIR}, laid out and named as
 * the pipeline document does, a LightGBM text model of one output (its binding overflows with more) named by {@code -Dnexus.lightgbm}, and an XGBoost
 * JSON model named by {@code -Dnexus.xgboost}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ModelBenchmark {
    private static final String NET = "08_RISK_MANAGEMENT/model_risk_governor_optimized.onnx";
    private static final String WIDE_NET = "06_MODEL_ROUTING/ModelRouter_Meta_optimized.onnx";
    private static final String FOREST = "06_MODEL_ROUTING/reversal_exit_xgb.onnx";
    private static final String LIGHTGBM = "mqscore_6d.txt";
    private static final List<String> CRITICAL_PATH = List.of(
            LIGHTGBM,
            "02_VOLATILITY_FORECAST/quantum_volatility_model_final_optimized.onnx",
            "03_REGIME_DETECTION/ONNX_RegimeClassifier_optimized.onnx",
            "04_STRATEGY_SELECTION/Quantum Meta-Strategy Selector.onnx",
            "05_SIGNAL_AGGREGATION/ONNX Signal Aggregator.onnx",
            WIDE_NET,
            FOREST,
            "07_MODEL_GOVERNANCE/ONNX_ModelGovernor_Meta_optimized.onnx",
            NET,
            "09_CONFIDENCE_CALIBRATION/xgboost_confidence_model.pkl",
            "10_MARKET_CLASSIFICATION/xgboost_classifier_enhanced_h1.pkl",
            "11_TAIL_RISK/xgboost_tail_risk_var.pkl",
            "12_EXECUTION_COST/execution_cost_lgbm.pkl");
    private static final int ROWS = 64;

    private final SplittableRandom random = new SplittableRandom(1);
    private int row;
    private List<Asked> path;
    private Asked net;
    private Asked wideNet;
    private Asked forest;
    private Asked lightgbm;
    private Asked xgboost;
    private NativeOnnx nativeNet;
    private NativeOnnx nativeWideNet;
    private NativeOnnx nativeForest;
    private LGBMBooster nativeLightgbm;
    private Booster nativeXgboost;

    @SuppressWarnings("NullAway.Init") // set up by the framework
    public ModelBenchmark() {}

    /** A model of ours with rows to ask. */
    private final class Asked {
        private final Model model;
        private final double[][] rows = new double[ROWS][];
        private final double[] answer;

        Asked(byte[] content, String name) throws RefusedException {
            model = ModelReader.read(name, content, Limits.DEFAULT).image().open();
            answer = new double[model.signature().outputWidth()];
            for (int i = 0; i < ROWS; i++) {
                rows[i] = random.doubles(model.signature().inputWidth(), -2, 2).toArray();
            }
        }

        double[] ask() {
            model.evaluate(rows[row & (ROWS - 1)], answer);
            return answer;
        }
    }

    /** The same file as ONNX Runtime is used at first: an array in, values out. */
    private record NativeOnnx(OrtSession session, float[][] rows) {
        static NativeOnnx of(byte[] content, Asked ours) throws OrtException {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            float[][] rows = new float[ROWS][];
            for (int i = 0; i < ROWS; i++) {
                rows[i] = floats(ours.rows[i]);
            }
            return new NativeOnnx(OrtEnvironment.getEnvironment().createSession(content, options), rows);
        }

        Object ask(int row) throws OrtException {
            String input = session.getInputNames().iterator().next();
            float[][] batch = {rows[row & (ROWS - 1)]};
            try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), batch);
                    OrtSession.Result result = session.run(Map.of(input, tensor))) {
                return result.get(result.size() - 1).getValue();
            }
        }
    }

    @Setup
    public void prepare() throws IOException, RefusedException, OrtException, LGBMException, XGBoostError {
        Path folder = Path.of(System.getProperty("nexus.models", ""));
        path = new ArrayList<>();
        for (String file : CRITICAL_PATH) {
            path.add(asked(folder, file));
        }
        net = asked(folder, NET);
        wideNet = asked(folder, WIDE_NET);
        forest = asked(folder, FOREST);
        byte[] text = Files.readAllBytes(Path.of(System.getProperty("nexus.lightgbm", "")));
        lightgbm = new Asked(text, "model.txt");
        nativeNet = NativeOnnx.of(Files.readAllBytes(folder.resolve(NET)), net);
        nativeWideNet = NativeOnnx.of(Files.readAllBytes(folder.resolve(WIDE_NET)), wideNet);
        nativeForest = NativeOnnx.of(Files.readAllBytes(folder.resolve(FOREST)), forest);
        LGBMBooster.loadNative();
        nativeLightgbm = LGBMBooster.loadModelFromString(new String(text, StandardCharsets.UTF_8));
        byte[] booster = Files.readAllBytes(Path.of(System.getProperty("nexus.xgboost", "")));
        xgboost = new Asked(booster, "model.json");
        nativeXgboost = XGBoost.loadModel(booster);
    }

    private Asked asked(Path folder, String file) throws IOException, RefusedException {
        return new Asked(Files.readAllBytes(folder.resolve(file)), file);
    }

    private static float[] floats(double[] row) {
        float[] floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return floats;
    }

    @Benchmark
    public int criticalPathOfThirteen() {
        row++;
        int outputs = 0;
        for (Asked asked : path) {
            outputs += asked.ask().length;
        }
        return outputs;
    }

    @Benchmark
    public double[] netOurs() {
        row++;
        return net.ask();
    }

    @Benchmark
    public Object netOnnxRuntime() throws OrtException {
        return nativeNet.ask(row++);
    }

    @Benchmark
    public double[] wideNetOurs() {
        row++;
        return wideNet.ask();
    }

    @Benchmark
    public Object wideNetOnnxRuntime() throws OrtException {
        return nativeWideNet.ask(row++);
    }

    @Benchmark
    public double[] forestOurs() {
        row++;
        return forest.ask();
    }

    @Benchmark
    public Object forestOnnxRuntime() throws OrtException {
        return nativeForest.ask(row++);
    }

    @Benchmark
    public double[] lightgbmOurs() {
        row++;
        return lightgbm.ask();
    }

    @Benchmark
    public double[] lightgbmNative() throws LGBMException {
        double[] asked = lightgbm.rows[row++ & (ROWS - 1)];
        return nativeLightgbm.predictForMat(
                asked, 1, asked.length, true, PredictionType.C_API_PREDICT_NORMAL, "num_threads=1");
    }

    @Benchmark
    public double[] xgboostOurs() {
        row++;
        return xgboost.ask();
    }

    @Benchmark
    public float[][] xgboostNative() throws XGBoostError {
        float[] asked = floats(xgboost.rows[row++ & (ROWS - 1)]);
        return nativeXgboost.inplace_predict(asked, 1, asked.length, Float.NaN);
    }
}
