package io.nexus.models.onnx;

import io.nexus.domain.signal.StrategyId;
import io.nexus.models.role.SignalAggregator;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Signature;
import java.util.Arrays;
import java.util.List;

/** The file of {@link AggregatorGraph}, answered by the formula that it holds: it needs no native library. */
public final class AggregatorImage implements ModelImage {
    private static final int WIDTH = StrategyId.COUNT;
    private static final byte[] FILE = AggregatorGraph.bytes();
    private static final Signature SIGNATURE = new Signature(
            List.of(in("signal"), in("conf"), in("weight")),
            List.of(out("aggregated_signal"), out("signal_strength"), out("n_used")));

    private AggregatorImage() {}

    static boolean isFileOf(byte[] content) {
        return Arrays.equals(content, FILE);
    }

    static ModelFile file() {
        return new ModelFile(
                "ONNX, the closed form of the signal aggregator",
                "nexus",
                List.of(),
                List.of("Served by the formula that the file holds."),
                new AggregatorImage());
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Model open() {
        return new Opened();
    }

    private static Port in(String name) {
        return Port.of(name, WIDTH, NumberType.FLOAT64);
    }

    private static Port out(String name) {
        return Port.of(name, 1, NumberType.FLOAT64);
    }

    /** Columns of its own, filled anew at each row. */
    private static final class Opened implements Model {
        private final double[] signal = new double[WIDTH];
        private final double[] confidence = new double[WIDTH];
        private final double[] weight = new double[WIDTH];

        @Override
        public Signature signature() {
            return SIGNATURE;
        }

        @Override
        public void evaluate(double[] inputs, double[] outputs) {
            System.arraycopy(inputs, 0, signal, 0, WIDTH);
            System.arraycopy(inputs, WIDTH, confidence, 0, WIDTH);
            System.arraycopy(inputs, 2 * WIDTH, weight, 0, WIDTH);
            SignalAggregator answer = SignalAggregator.of(signal, confidence, weight);
            outputs[0] = answer.aggregatedSignal();
            outputs[1] = answer.signalStrength();
            outputs[2] = answer.used();
        }
    }
}
