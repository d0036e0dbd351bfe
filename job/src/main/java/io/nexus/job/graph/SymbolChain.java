package io.nexus.job.graph;

import static io.nexus.job.graph.PipelineGraph.named;

import io.nexus.connectors.clock.SystemWallClock;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.job.metric.Layers;
import io.nexus.udf.aggregation.AggregationFunction;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.SymbolInput;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.intake.ControlResolver;
import io.nexus.udf.intake.IntakeFunction;
import io.nexus.udf.label.LabellerFunction;
import io.nexus.udf.meta.MetaLearnerFunction;
import io.nexus.udf.position.PositionFunction;
import io.nexus.udf.position.ReversalForecast;
import io.nexus.udf.quality.MarketQualityFunction;
import io.nexus.udf.routing.RoutingFunction;
import io.nexus.udf.routing.TradedMarkets;
import io.nexus.udf.strategy.StrategyFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/** The operators keyed by instrument; all of them are one chained task behind intake. */
record SymbolChain(
        SingleOutputStreamOperator<Stamped> intake,
        SingleOutputStreamOperator<Observed> quality,
        SingleOutputStreamOperator<Signaled> strategies,
        SingleOutputStreamOperator<EpisodeOutcome> labels,
        SingleOutputStreamOperator<Weighted> meta,
        SingleOutputStreamOperator<Aggregated> aggregation,
        SingleOutputStreamOperator<Candidate> routing,
        SingleOutputStreamOperator<Void> positions) {

    /** Adds the chain behind authenticated market events and the orders that come home.
     *
     * @param broadcast control, and the feed's clock */
    static SymbolChain of(
            GraphConfig graph,
            DataStream<SymbolInput> authentic,
            DataStream<OrderEvent> orders,
            DataStream<BroadcastInput> broadcast) {
        LayersConfig layers = graph.config().layers();
        var intake = intake(graph, authentic.union(byInstrument(orders)), broadcast);
        var quality = named(
                Layers.hot(
                        "L1",
                        DataStreamUtils.reinterpretAsKeyedStream(intake, Stamped::instrument, Types.STRING),
                        new MarketQualityFunction(graph.instruments(), layers.quality()),
                        Observed.class),
                "quality",
                "L1 quality",
                "book, six dimensions, regime; low quality stops the decision, never the data");
        var observed = DataStreamUtils.reinterpretAsKeyedStream(
                quality, record -> record.stamped().instrument(), Types.STRING);
        var strategies = named(
                Layers.hot(
                        "L2", observed, new StrategyFunction(graph.instruments(), layers.strategy()), Signaled.class),
                "strategies",
                "L2 strategies",
                "twenty signals with calibrated confidence");
        var signaled = DataStreamUtils.reinterpretAsKeyedStream(
                strategies, record -> record.observed().stamped().instrument(), Types.STRING);
        var labels = named(
                Layers.hot(
                        "labeller",
                        signaled,
                        new LabellerFunction(graph.instruments(), layers.label()),
                        EpisodeOutcome.class),
                "labels",
                "L2 labels",
                "what became of every signal");
        var meta = named(
                Layers.keyed("L3", signaled, new MetaLearnerFunction(layers.meta(), graph.models()), Weighted.class),
                "meta",
                "L3 meta-learner",
                "weights of the strategies, anomaly");
        var aggregation = named(
                Layers.process(
                        "L4", meta, new AggregationFunction(layers.aggregation(), graph.models()), Aggregated.class),
                "aggregation",
                "L4 aggregation",
                "one direction and strength of all signals");
        var routing = routing(graph, aggregation);
        var positions = named(
                Layers.keyed(
                        "L8",
                        observed,
                        new PositionFunction(
                                layers.position(), graph.instruments(), ReversalForecast.NO_OPINION, graph.pace()),
                        Void.class),
                "positions",
                "L8 positions",
                "P&L, stops, every exit");
        return new SymbolChain(intake, quality, strategies, labels, meta, aggregation, routing, positions);
    }

    private static DataStream<SymbolInput> byInstrument(DataStream<OrderEvent> orders) {
        return orders.flatMap(SymbolChain::ofInstrument)
                .returns(SymbolInput.class)
                .uid("symbol-orders")
                .name("by instrument");
    }

    private static void ofInstrument(OrderEvent event, Collector<SymbolInput> out) {
        if (!event.instrument().isEmpty()) {
            out.collect(SymbolInput.of(event, SystemWallClock.INSTANCE.nowNs()));
        }
    }

    private static SingleOutputStreamOperator<Stamped> intake(
            GraphConfig graph, DataStream<SymbolInput> inputs, DataStream<BroadcastInput> broadcast) {
        ControlResolver resolver = new ControlResolver(graph.runId(), graph.account(), graph.initialCalibration());
        return named(
                Layers.broadcast(
                        "L0",
                        inputs.keyBy(SymbolInput::instrument).connect(broadcast.broadcast()),
                        IntakeFunction.CONTROL,
                        new IntakeFunction(graph.config().layers().intake(), resolver, graph.instruments()),
                        Stamped.class),
                "intake",
                "L0 intake",
                "order of messages, control, the evaluation cadence");
    }

    private static SingleOutputStreamOperator<Candidate> routing(
            GraphConfig graph, SingleOutputStreamOperator<Aggregated> aggregation) {
        TradedMarkets traded = new TradedMarkets(
                graph.instruments(),
                graph.accountByMarket(),
                graph.config().exchange().quoteAsset());
        return named(
                Layers.process(
                        "L5",
                        aggregation,
                        new RoutingFunction(graph.config().layers().routing(), graph.models(), traded),
                        Candidate.class),
                "routing",
                "L5 routing",
                "governance, then buy, sell or hold");
    }
}
