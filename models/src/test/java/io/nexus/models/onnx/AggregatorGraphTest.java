package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.role.SignalAggregator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregatorGraphTest {
    private static final int ROWS = 20_000;
    private static final int WIDTH = StrategyId.COUNT;

    @Test
    void closedFormEqualsOnnxRuntimeOnTwentyThousandRows() throws OrtException {
        double[][] signal = new double[ROWS][WIDTH];
        double[][] confidence = new double[ROWS][WIDTH];
        double[][] weight = new double[ROWS][WIDTH];
        fill(signal, confidence, weight);

        Map<String, double[][]> oracle = run(signal, confidence, weight);

        int withoutWeight = 0;
        int withoutSignal = 0;
        for (int row = 0; row < ROWS; row++) {
            SignalAggregator ours = SignalAggregator.of(signal[row], confidence[row], weight[row]);
            assertThat(ours.aggregatedSignal()).isCloseTo(oracle.get("aggregated_signal")[row][0], within(1e-6));
            assertThat(ours.signalStrength()).isCloseTo(oracle.get("signal_strength")[row][0], within(1e-6));
            assertThat((double) ours.used()).isEqualTo(oracle.get("n_used")[row][0]);
            withoutWeight += ours.used() > 0 && ours.totalWeight() == 0 ? 1 : 0;
            withoutSignal += ours.used() == 0 ? 1 : 0;
        }
        assertThat(withoutWeight).as("rows whose used signals weigh nothing").isPositive();
        assertThat(withoutSignal).as("rows without a used signal").isPositive();
    }

    @Test
    void declaresTheContractItIsCataloguedWith() {
        OnnxContract contract = OnnxContract.read(AggregatorGraph.bytes());

        assertThat(contract.inputs()).extracting(OnnxContract.Port::name).containsExactly("signal", "conf", "weight");
        assertThat(contract.inputs()).extracting(OnnxContract.Port::width).containsOnly(20L);
        assertThat(contract.inputs()).extracting(OnnxContract.Port::elementType).containsOnly(OnnxGraph.DOUBLE);
        assertThat(contract.outputs())
                .extracting(OnnxContract.Port::name)
                .containsExactly("aggregated_signal", "signal_strength", "n_used");
        assertThat(contract.outputs()).extracting(OnnxContract.Port::width).containsOnly(1L);
    }

    @Test
    void writesTheSameFileAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("again.onnx");

        AggregatorGraph.main(file.toString());

        assertThat(file).hasBinaryContent(AggregatorGraph.bytes());
    }

    @Test
    void refusesBytesThatAreNoModel() {
        assertThatThrownBy(() -> OnnxContract.read(new byte[] {0x3a, 0x7f, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127 bytes");
        assertThatThrownBy(() -> OnnxContract.read(new byte[0])).hasMessageContaining("no graph");
        assertThatThrownBy(() -> OnnxContract.read(new byte[] {(byte) 0x80})).hasMessageContaining("without end");
        assertThatThrownBy(() -> OnnxContract.read(new byte[] {0x0b})).hasMessageContaining("wire type 3");
    }

    @Property(tries = 2000)
    void damagedFilesAreRefusedOrReadButNeverFailOtherwise(@ForAll long seed) {
        byte[] damaged = AggregatorGraph.bytes();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 4; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }

        try {
            assertThat(OnnxContract.read(damaged)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    private static void fill(double[][] signal, double[][] confidence, double[][] weight) {
        SplittableRandom random = new SplittableRandom(7);
        for (int row = 0; row < ROWS; row++) {
            boolean isSilent = row % 50 == 1;
            boolean isWeightless = row % 50 == 2;
            for (int i = 0; i < WIDTH; i++) {
                signal[row][i] = random.nextInt(3) - 1;
                confidence[row][i] = isSilent ? 0.65 * random.nextDouble() : random.nextDouble();
                weight[row][i] = isWeightless ? 0 : random.nextDouble();
            }
            confidence[row][row % WIDTH] = isSilent ? Math.nextDown(0.65) : 0.65;
        }
    }

    private static Map<String, double[][]> run(double[][] signal, double[][] confidence, double[][] weight)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(AggregatorGraph.bytes(), options);
                    OnnxTensor signals = OnnxTensor.createTensor(environment, signal);
                    OnnxTensor confidences = OnnxTensor.createTensor(environment, confidence);
                    OnnxTensor weights = OnnxTensor.createTensor(environment, weight);
                    OrtSession.Result result =
                            session.run(Map.of("signal", signals, "conf", confidences, "weight", weights))) {
                return Map.of(
                        "aggregated_signal", column(result, "aggregated_signal"),
                        "signal_strength", column(result, "signal_strength"),
                        "n_used", column(result, "n_used"));
            }
        }
    }

    private static double[][] column(OrtSession.Result result, String name) throws OrtException {
        return (double[][]) result.get(name).orElseThrow().getValue();
    }

    @Test
    void theShippedFileIsThisBuildsFile() throws IOException {
        Path shipped = Path.of("PRODUCTION/05_SIGNAL_AGGREGATION/signal_aggregator.onnx");
        Path fromRoot = Path.of("models").resolve(shipped);

        byte[] file = Files.readAllBytes(Files.exists(shipped) ? shipped : fromRoot);

        assertThat(file).isEqualTo(AggregatorGraph.bytes());
    }
}
