package io.nexus.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.RefusedException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Time and garbage of one row of a perceptron: ONNX Runtime with arrays, with shared memory, and the Java evaluator. */
@Tag("evidence")
class OnnxSpeedTest {
    private static final int WARM_UP = 60_000;
    private static final int ROWS = 20_000;

    @Test
    void measuresThreeSizes() throws RefusedException, OrtException {
        for (int[] layers : new int[][] {{15, 12, 3}, {44, 64, 32, 3}, {126, 128, 64, 4}}) {
            OnnxModel model = perceptron(layers);
            ShapeProbe.Probed probed = ShapeProbe.probe(GraphRewrite.prepare(model, new ArrayList<>()), Limits.DEFAULT);
            OrtImage image = Finish.image(probed, new ArrayList<>());
            Net net = NetCompiler.compile(probed, image.signature());
            float[][] row = new float[1][layers[0]];
            try (OrtSession session = Ort.fast(ModelWriter.bytes(model));
                    Model pinned = image.open();
                    Model own = net.open()) {
                report(layers, "ORT plain", () -> plain(session, row));
                report(layers, "ORT pinned", call(pinned));
                report(layers, "own net", call(own));
            }
        }
    }

    private static Runnable call(Model model) {
        double[] row = new double[model.signature().inputWidth()];
        double[] answer = new double[model.signature().outputWidth()];
        Arrays.fill(row, 0.3);
        return () -> model.evaluate(row, answer);
    }

    private static void plain(OrtSession session, float[][] row) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(Ort.environment(), row);
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void report(int[] layers, String what, Runnable call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] tookNs = new long[ROWS];
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROWS; i++) {
            long startNs = System.nanoTime();
            call.run();
            tookNs[i] = System.nanoTime() - startNs;
        }
        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / ROWS;
        Arrays.sort(tookNs);
        System.out.printf(
                "SPEED %s %s p50 %.2f us, p99 %.2f us, %d bytes a row%n",
                Arrays.toString(layers), what, tookNs[ROWS / 2] / 1e3, tookNs[ROWS * 99 / 100] / 1e3, bytes);
    }

    private static OnnxModel perceptron(int... layers) {
        SplittableRandom random = new SplittableRandom(3);
        List<NodeDef> nodes = new ArrayList<>();
        List<TensorDef> constants = new ArrayList<>();
        String last = "x";
        for (int i = 1; i < layers.length; i++) {
            constants.add(constant("W" + i, random, layers[i - 1], layers[i]));
            constants.add(constant("b" + i, random, 1, layers[i]));
            nodes.add(new NodeDef("", "MatMul", List.of(last, "W" + i), List.of("m" + i), List.of()));
            nodes.add(new NodeDef("", "Add", List.of("m" + i, "b" + i), List.of("a" + i), List.of()));
            last = "h" + i;
            nodes.add(NodeDef.of(i == layers.length - 1 ? "Softmax" : "Relu", "a" + i, last));
        }
        OnnxModel.Body graph = new OnnxModel.Body(
                nodes,
                constants,
                List.of(new ValueDef("x", ElementType.FLOAT, List.of(-1L, (long) layers[0]))),
                List.of(ValueDef.untyped(last)),
                List.of());
        return new OnnxModel(8, "", List.of(new OnnxModel.Opset("", 13)), graph);
    }

    private static TensorDef constant(String name, SplittableRandom random, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return TensorDef.ofFloats(name, List.of((long) rows, (long) columns), values);
    }
}
