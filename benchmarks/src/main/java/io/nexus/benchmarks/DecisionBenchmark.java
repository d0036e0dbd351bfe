package io.nexus.benchmarks;

import static java.util.Objects.requireNonNull;

import io.nexus.cli.bench.OpenGates;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.udf.aggregation.AggregationOutcome;
import io.nexus.udf.aggregation.Aggregator;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.meta.MetaLearner;
import io.nexus.udf.meta.MetaOutcome;
import io.nexus.udf.quality.QualityCore;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.routing.Router;
import io.nexus.udf.routing.RoutingOutcome;
import io.nexus.udf.routing.TradedMarkets;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.io.IOException;
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

/** Layers 3, 4 and 5 without Flink, each on the last evaluation of the sample market that gets so far. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
    private static final int AGGREGATOR = 4;

    private final LayersConfig config = OpenGates.config().layers();
    private MetaLearner meta;
    private Aggregator aggregator;
    private Router router;
    private Signaled signaled;
    private Weighted weighted;
    private Aggregated aggregated;

    @SuppressWarnings("NullAway.Init") // set up by the framework
    public DecisionBenchmark() {}

    @Setup
    public void prepare() throws IOException {
        SampleMarket market = new SampleMarket();
        ModelCatalog models = ModelCatalog.packaged();
        meta = new MetaLearner(config.meta(), models);
        aggregator = new Aggregator(config.aggregation(), models.use(AGGREGATOR));
        var traded = new TradedMarkets(market.instruments(), Map.of(Market.USDM, SampleMarket.ACCOUNT));
        router = new Router(config.routing(), models.use(AGGREGATOR), traded);
        follow(market);
        requireNonNull(aggregated, "no evaluation reached Layer 5");
    }

    @Benchmark
    public MetaOutcome weigh() {
        return meta.decide(signaled);
    }

    @Benchmark
    public AggregationOutcome aggregate() {
        return aggregator.decide(weighted);
    }

    @Benchmark
    public RoutingOutcome route() {
        return router.decide(aggregated);
    }

    /** Follows one instrument to its end and keeps the last evaluation that came to Layer 5. */
    private void follow(SampleMarket market) {
        String instrument = market.instruments().all().get(0).key();
        InstrumentScale scale = InstrumentScale.of(market.instruments().get(instrument));
        QualityCore quality = new QualityCore(scale, config.quality());
        QualityState state = new QualityState();
        StrategyCore strategies = new StrategyCore(scale, config.strategy());
        StrategyMemories memories = new StrategyMemories();
        for (Stamped stamped : market.stamped()) {
            if (stamped.instrument().equals(instrument)) {
                MarketEvent event = requireNonNull(stamped.market());
                var verdict = quality.process(state, stamped, event, (closeTimeMs, closeTicks) -> {});
                decide(strategies.process(memories, quality.observed(state, stamped, verdict), event));
            }
        }
    }

    private void decide(Signaled candidate) {
        Weighted nextWeighted =
                candidate.isEvaluation() ? meta.decide(candidate).weighted() : null;
        Aggregated nextAggregated =
                nextWeighted == null ? null : aggregator.decide(nextWeighted).aggregated();
        if (nextWeighted != null && nextAggregated != null) {
            signaled = candidate;
            weighted = nextWeighted;
            aggregated = nextAggregated;
        }
    }
}
