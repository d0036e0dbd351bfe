package io.nexus.models.onnx;

import io.nexus.domain.signal.StrategyId;
import io.nexus.models.role.SignalAggregator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The signal aggregator as an ONNX file: the formula of {@link SignalAggregator} in double tensors, any number of rows at
 * once. The same build gives the same bytes. */
public final class AggregatorGraph {
    private static final int DOUBLE = OnnxGraph.DOUBLE;

    private AggregatorGraph() {}

    /** Bytes of {@code signal_aggregator.onnx}: inputs {@code signal}, {@code conf}, {@code weight} of [batch, 20],
     * outputs {@code aggregated_signal}, {@code signal_strength}, {@code n_used} of [batch, 1]. */
    public static byte[] bytes() {
        OnnxGraph graph = new OnnxGraph()
                .input("signal", StrategyId.COUNT)
                .input("conf", StrategyId.COUNT)
                .input("weight", StrategyId.COUNT)
                .scalar("min_confidence", SignalAggregator.MIN_CONFIDENCE)
                .scalar("epsilon", SignalAggregator.EPSILON)
                .scalar("one", 1)
                .axis("columns", 1);
        graph.node("GreaterOrEqual", "is_used", "conf", "min_confidence")
                .node("Cast", "mask", "is_used", new OnnxGraph.Attribute("to", DOUBLE))
                .node("Mul", "used_confidence", "conf", "mask")
                .node("Mul", "support", "weight", "used_confidence")
                .node("Mul", "vote", "signal", "support")
                .node("ReduceSum", "vote_sum", "vote", "columns")
                .node("ReduceSum", "support_sum", "support", "columns")
                .node("ReduceSum", "confidence_sum", "used_confidence", "columns")
                .node("ReduceSum", "n_used", "mask", "columns")
                .node("Max", "total", "support_sum", "epsilon")
                .node("Max", "count", "n_used", "one")
                .node("Div", "aggregated_signal", "vote_sum", "total")
                .node("Div", "signal_strength", "confidence_sum", "count");
        return graph.output("aggregated_signal", 1)
                .output("signal_strength", 1)
                .output("n_used", 1)
                .toBytes("signal_aggregator");
    }

    /** Writes the file anew.
     *
     * @param arguments where to: one path */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("expected one path, got " + arguments.length);
        }
        Files.write(Path.of(arguments[0]), bytes());
    }
}
