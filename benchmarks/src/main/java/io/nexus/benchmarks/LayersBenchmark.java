package io.nexus.benchmarks;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.quality.MarketQualityConfig;
import io.nexus.udf.quality.QualityCore;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.strategy.StrategyConfig;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** Layers 1 and 2 without Flink: one message of any kind, evaluated where one is due; and one message that is evaluated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LayersBenchmark {
    /** One instrument's cores and state. */
    private record Desk(QualityCore quality, QualityState state, StrategyCore strategies, StrategyMemories memories) {}

    private final Map<String, Desk> deskByInstrument = new HashMap<>();
    private SampleMarket market;
    private List<Stamped> messages;
    private int next;

    @SuppressWarnings("NullAway.Init") // set up by the framework
    public LayersBenchmark() {}

    @Setup
    public void prepare() throws IOException {
        market = new SampleMarket();
        messages = market.stamped();
    }

    /** The next message; after the last one the market begins anew. */
    @Benchmark
    public Signaled message() {
        if (next == messages.size()) {
            next = 0;
            deskByInstrument.clear();
        }
        return process(messages.get(next++));
    }

    /** Messages up to and including the next one that is evaluated: about one, as the default universe is quiet. */
    @Benchmark
    public Signaled evaluation() {
        while (true) {
            Signaled signaled = message();
            if (signaled.observed().stamped().isEvaluation()) {
                return signaled;
            }
        }
    }

    private Signaled process(Stamped stamped) {
        Desk desk = deskByInstrument.computeIfAbsent(stamped.instrument(), this::desk);
        MarketEvent event = requireNonNull(stamped.market());
        var verdict = desk.quality.process(desk.state, stamped, event, (closeTimeMs, closeTicks) -> {});
        Observed observed = desk.quality.observed(desk.state, stamped, verdict);
        return desk.strategies.process(desk.memories, observed, event);
    }

    private Desk desk(String instrument) {
        InstrumentScale scale = InstrumentScale.of(market.instruments().get(instrument));
        return new Desk(
                new QualityCore(scale, MarketQualityConfig.defaults()),
                new QualityState(),
                new StrategyCore(scale, StrategyConfig.defaults()),
                new StrategyMemories());
    }
}
