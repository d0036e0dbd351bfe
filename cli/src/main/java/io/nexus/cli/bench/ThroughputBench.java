package io.nexus.cli.bench;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.wire.HeartbeatWatermarks;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.market.FeedRecord;
import io.nexus.job.metric.Layers;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.SymbolInput;
import io.nexus.udf.intake.AuthFunction;
import io.nexus.udf.intake.ControlResolver;
import io.nexus.udf.intake.IntakeFunction;
import io.nexus.udf.quality.MarketQualityFunction;
import io.nexus.udf.strategy.StrategyFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Layers 0 to 2 as fast as one slot goes.
 *
 * @param stateBackend as Flink names it */
record ThroughputBench(BenchMarket market, String stateBackend) {
    private static final Logger LOG = LoggerFactory.getLogger(ThroughputBench.class);
    private static final int WARM_EVENTS = 100_000;
    private static final int MEASURED_EVENTS = 250_000;

    /** Of the simulated market. */
    static ThroughputBench simulated(Path folder) throws IOException {
        BenchMarket market = BenchMarket.of(folder, WARM_EVENTS + MEASURED_EVENTS);
        return new ThroughputBench(market, StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
    }

    /** Of a recording. */
    static ThroughputBench recorded(Path folder, Path recording) throws IOException {
        BenchMarket market = BenchMarket.ofRecording(folder, WARM_EVENTS + MEASURED_EVENTS, recording);
        return new ThroughputBench(market, StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
    }

    /** The same on another state backend. */
    ThroughputBench on(String newStateBackend) {
        return new ThroughputBench(market, newStateBackend);
    }

    /** Runs the job as often as it takes to be warm, and measures the last run. */
    Measurement measure(BenchSide side, Path folder, BenchLength length) throws Exception {
        BenchCluster cluster = new BenchCluster(folder, stateBackend);
        for (int pass = 1; pass <= length.passes(); pass++) {
            run(cluster, side);
            LOG.info(
                    "pass {} of {}: {} events/s",
                    pass,
                    length.passes(),
                    BenchGauge.current().eventsPerSecond());
        }
        return new Measurement(BenchGauge.current().eventsPerSecond(), 0, 0, 0, 0);
    }

    private void run(BenchCluster cluster, BenchSide side) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        DataStream<Long> indexes =
                environment.fromSequence(0, market.tape().size() - 1).uid("tape");
        var last = side == BenchSide.NEXUS ? layers(environment, indexes) : bare(environment, indexes);
        last.sinkTo(new DiscardingSink<>()).uid("sink");
        BenchGauge.current().reset(market.barEvents() + WARM_EVENTS);
        cluster.run(environment);
    }

    private DataStream<Long> layers(StreamExecutionEnvironment environment, DataStream<Long> indexes) {
        RunConfig config = RunConfig.defaults();
        var resolver = new ControlResolver(BenchCluster.RUN_ID, "SIM|USDM|main", ReferenceCalibration.initial());
        var intake = feed(indexes, market, Pace.none())
                .process(new AuthFunction())
                .uid("auth")
                .keyBy(SymbolInput::instrument)
                .connect(BenchCluster.control(environment)
                        .map(record -> BroadcastInput.of(Objects.requireNonNull(record.message())))
                        .returns(BroadcastInput.class)
                        .uid("symbol-control")
                        .broadcast(IntakeFunction.CONTROL))
                .process(new IntakeFunction(config.layers().intake(), resolver, market.instruments()))
                .uid("intake");
        var quality = Layers.hot(
                        "L1",
                        DataStreamUtils.reinterpretAsKeyedStream(intake, Stamped::instrument, Types.STRING),
                        new MarketQualityFunction(
                                market.instruments(), config.layers().quality()),
                        Observed.class)
                .uid("quality");
        return Layers.hot(
                        "L2",
                        DataStreamUtils.reinterpretAsKeyedStream(quality, ThroughputBench::instrument, Types.STRING),
                        new StrategyFunction(
                                market.instruments(), config.layers().strategy()),
                        Signaled.class)
                .uid("strategies")
                .map(signaled -> counted())
                .returns(Types.LONG)
                .uid("count");
    }

    private static DataStream<Long> bare(StreamExecutionEnvironment environment, DataStream<Long> indexes) {
        var received = indexes.map(new BareReader(Pace.none())).returns(BareRecord.class);
        return BareGraph.chain(BareGraph.instruments(received), BenchCluster.control(environment), "chain", 2)
                .map(record -> counted())
                .returns(Types.LONG)
                .uid("count");
    }

    /** The tape as the market source gives it. */
    static DataStream<FeedRecord> feed(DataStream<Long> indexes, BenchMarket market, Pace pace) {
        return indexes.map(new TapeReader(market, pace))
                .returns(FeedRecord.class)
                .uid("read")
                .assignTimestampsAndWatermarks(new HeartbeatWatermarks(
                        RunConfig.defaults().layers().feedClock().partitionIdleMs()))
                .uid("watermarks");
    }

    private static String instrument(Observed observed) {
        return observed.stamped().instrument();
    }

    private static long counted() {
        BenchGauge.current().event();
        return 0;
    }
}
