package io.nexus.job.graph;

import io.nexus.connectors.clock.SystemWallClock;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.StopNotice;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.StopCause;
import io.nexus.domain.position.StopMove;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.job.metric.Layers;
import io.nexus.udf.aggregation.AggregationFunction;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.control.ControlGateFunction;
import io.nexus.udf.control.OrderAuthFunction;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.execution.ExchangeFunction;
import io.nexus.udf.execution.TrackerFunction;
import io.nexus.udf.feedback.AttributionFunction;
import io.nexus.udf.feedback.CrossSectionFunction;
import io.nexus.udf.feedback.FeedbackInput;
import io.nexus.udf.feedback.StrategyFeedbackFunction;
import io.nexus.udf.feedback.StrategyStatistics;
import io.nexus.udf.funnel.FunnelFunction;
import io.nexus.udf.funnel.FunnelInput;
import io.nexus.udf.intake.AuthFunction;
import io.nexus.udf.intake.IntakeFunction;
import io.nexus.udf.meta.MetaLearnerFunction;
import io.nexus.udf.position.PositionFunction;
import io.nexus.udf.quality.MarketQualityFunction;
import io.nexus.udf.risk.RiskFunction;
import io.nexus.udf.routing.RoutingFunction;
import io.nexus.udf.strategy.StrategyFunction;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** The shape of the job: the only place that knows which layer follows which. Live job, embedded run and graph tests all
 * build it here. */
public final class PipelineGraph {
    private final GraphConfig graph;
    private final LayersConfig layers;
    private final PipelineSinks sinks;
    private final SingleOutputStreamOperator<ControlUpdate> control;
    private final SingleOutputStreamOperator<OrderEvent> authenticOrders;
    private final DataStream<OrderEvent> orders;

    private PipelineGraph(
            GraphConfig graph, PipelineSinks sinks, PipelineSources sources, StreamExecutionEnvironment env) {
        this.graph = graph;
        this.layers = graph.config().layers();
        this.sinks = sinks;
        this.control = named(
                        sources.control(env)
                                .process(new ControlGateFunction(graph.controlTopic(), SystemWallClock.INSTANCE)),
                        "control-gate",
                        "control gate",
                        "which control messages are obeyed, in which order")
                .setParallelism(1);
        this.authenticOrders = named(
                sources.orders(env).process(new OrderAuthFunction()),
                "order-auth",
                "order auth",
                "what has no valid signature or is not whole becomes a dead letter");
        this.orders = authenticOrders
                .filter(new OwnAccount(graph.account()))
                .uid("own-orders")
                .name("own account");
    }

    /** Adds the whole pipeline to an environment that {@link JobSettings} has prepared. */
    public static void build(
            StreamExecutionEnvironment environment, PipelineSources sources, PipelineSinks sinks, GraphConfig graph) {
        new PipelineGraph(graph, sinks, sources, environment).connect(sources, environment);
    }

    private void connect(PipelineSources sources, StreamExecutionEnvironment environment) {
        var authentic = named(
                sources.market(environment).process(new AuthFunction()),
                "auth",
                "L0 authenticate",
                "what has no valid signature becomes a dead letter");
        ClockStreams clock = ClockStreams.of(graph, authentic.getSideOutput(AuthFunction.BEATS));
        SymbolChain chain = SymbolChain.of(graph, authentic, orders, clock.joined(control));
        var risk = risk(clock, chain);
        var tracker = named(
                Layers.keyed(
                        "L7",
                        DataStreamUtils.reinterpretAsKeyedStream(risk, TrackerInput::account, Types.STRING),
                        new TrackerFunction(
                                layers.execution(), graph.instruments(), System::currentTimeMillis, graph.pace()),
                        OrderEvent.class),
                "tracker",
                "L7 tracker",
                "the life of each order: place, poll, cancel");
        DataStream<DeadLetter> unauthentic = authentic.getSideOutput(AuthFunction.DEAD_LETTERS);
        DataStream<DeadLetter> untimely = chain.intake().getSideOutput(IntakeFunction.DEAD_LETTERS);
        DataStream<DeadLetter> unbookable = risk.getSideOutput(RiskFunction.DEAD_LETTERS);
        var funnel = funnel(unauthentic, untimely, chain, risk, tracker);
        sinks.money(new PipelineSinks.Money(
                orderEvents(risk, tracker, chain),
                Map.of("feedback", learned(chain), "risk", risk.getSideOutput(RiskFunction.CONTROL)),
                chain.positions().getSideOutput(PositionFunction.OUTCOMES),
                risk.getSideOutput(RiskFunction.PROGRESS)));
        sinks.seen(new PipelineSinks.Seen(
                risk.getSideOutput(RiskFunction.DECISIONS),
                chain.positions().getSideOutput(PositionFunction.MARKS),
                chain.positions().getSideOutput(PositionFunction.STOP_MOVES),
                funnel.getSideOutput(FunnelFunction.SKIPS),
                Map.of(
                        "authentication",
                        unauthentic,
                        "intake",
                        untimely,
                        "control",
                        control.getSideOutput(ControlGateFunction.DEAD_LETTERS),
                        "order-authentication",
                        authenticOrders.getSideOutput(OrderAuthFunction.DEAD_LETTERS),
                        "orders",
                        unbookable),
                funnel,
                Map.of(
                        "quality", chain.quality().getSideOutput(MarketQualityFunction.DIGESTS),
                        "strategies", chain.strategies().getSideOutput(StrategyFunction.DIGESTS),
                        "meta", chain.meta().getSideOutput(MetaLearnerFunction.DIGESTS))));
    }

    private SingleOutputStreamOperator<TrackerInput> risk(ClockStreams clock, SymbolChain chain) {
        String account = graph.account();
        DataStream<AccountInput> inputs = account(chain.routing().map(AccountInput::of), "candidates")
                .union(
                        account(
                                chain.positions()
                                        .getSideOutput(PositionFunction.CLOSES)
                                        .map(AccountInput::of),
                                "closes"),
                        account(
                                chain.positions()
                                        .getSideOutput(PositionFunction.MARKS)
                                        .map(AccountInput::of),
                                "marks"),
                        account(
                                chain.quality()
                                        .getSideOutput(MarketQualityFunction.HOURLY)
                                        .map(close -> AccountInput.of(account, close)),
                                "hourly-closes"),
                        account(orders.map(AccountInput::of), "orders"),
                        clock.account());
        var clocks = new RiskFunction.Clocks(SystemWallClock.INSTANCE, System::nanoTime);
        return named(
                Layers.broadcast(
                        "L6",
                        inputs.keyBy(AccountInput::account).connect(control.broadcast()),
                        RiskFunction.CONTROL_STATE,
                        new RiskFunction(
                                layers.risk(), graph.instruments(), graph.runId(), graph.initialCalibration(), clocks),
                        TrackerInput.class),
                "risk",
                "L6 risk",
                "sizes, checks limits; the one place that admits orders");
    }

    /** Everything that happens to orders, and the moves of stops, by who writes it. */
    private Map<String, DataStream<OrderEvent>> orderEvents(
            SingleOutputStreamOperator<TrackerInput> risk,
            SingleOutputStreamOperator<OrderEvent> tracker,
            SymbolChain chain) {
        DataStream<OrderEvent> stops = named(
                chain.positions()
                        .getSideOutput(PositionFunction.STOP_MOVES)
                        .map(PipelineGraph::stopMoved)
                        .returns(OrderEvent.class),
                "stops-logged",
                "stops");
        DataStream<OrderEvent> dust = chain.positions().getSideOutput(PositionFunction.DUST);
        return Map.of(
                "dust",
                dust,
                "entries",
                lane(tracker, TrackerFunction.ENTRY_STEPS, "entries"),
                "exits",
                lane(tracker, TrackerFunction.EXIT_STEPS, "exits"),
                "tracker",
                tracker,
                "risk",
                risk.getSideOutput(RiskFunction.ORDER_EVENTS),
                "stops",
                stops);
    }

    /** Watermarks end before the lane: unordered waiting is ordered across watermarks. A lane is a task of its own: an
     * asynchronous operator that is full blocks its task. */
    private DataStream<OrderEvent> lane(
            SingleOutputStreamOperator<OrderEvent> tracker, OutputTag<ExchangeStep> steps, String lane) {
        DataStream<ExchangeStep> timeless = tracker.getSideOutput(steps)
                .assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks())
                .startNewChain()
                .uid("exchange-" + lane + "-timeless")
                .name(lane + " timeless");
        var exchange =
                new ExchangeFunction(layers.execution(), graph.exchange(), SystemWallClock.INSTANCE, System::nanoTime);
        return named(
                AsyncDataStream.unorderedWait(
                        timeless,
                        exchange,
                        layers.execution().exchangeTimeoutMs(),
                        TimeUnit.MILLISECONDS,
                        layers.execution().exchangeCapacity()),
                "exchange-" + lane,
                "L7 " + lane,
                "steps of the exchange, asynchronous");
    }

    /** Weights and calibration from outcomes. */
    private DataStream<ControlMessage> learned(SymbolChain chain) {
        DataStream<TradeOutcome> trades = chain.positions().getSideOutput(PositionFunction.OUTCOMES);
        DataStream<FeedbackInput> inputs = named(
                        chain.labels().map(FeedbackInput::of).returns(FeedbackInput.class),
                        "feedback-episodes",
                        "episodes")
                .union(named(trades.flatMap(new AttributionFunction()), "feedback-trades", "trades"));
        var statistics = named(
                inputs.keyBy(FeedbackInput::strategyColumn).process(new StrategyFeedbackFunction(layers.feedback())),
                "strategy-feedback",
                "feedback strategies",
                "performance and calibration");
        return named(
                statistics
                        .keyBy(PipelineGraph::crossSection)
                        .process(new CrossSectionFunction(
                                layers.feedback(), graph.initialCalibration().strengthQuantiles())),
                "cross-section",
                "feedback all strategies",
                "weights");
    }

    private SingleOutputStreamOperator<FunnelCount> funnel(
            DataStream<DeadLetter> unauthentic,
            DataStream<DeadLetter> untimely,
            SymbolChain chain,
            SingleOutputStreamOperator<TrackerInput> risk,
            SingleOutputStreamOperator<OrderEvent> tracker) {
        DataStream<FunnelCount> entries = risk.getSideOutput(RiskFunction.COUNTS)
                .filter(count -> count.name().equals(RiskFunction.ENTRY_ORDERS) || isOfOrders(count))
                .uid("entry-counts")
                .name("entry orders");
        DataStream<FunnelCount> ends = tracker.getSideOutput(TrackerFunction.COUNTS)
                .filter(PipelineGraph::isOfOrders)
                .uid("order-ends")
                .name("order ends");
        DataStream<FunnelInput> inputs = new FunnelInputs()
                .refusals(unauthentic, graph.instruments(), "authentication")
                .refusals(untimely, graph.instruments(), "intake")
                .refusals(risk.getSideOutput(RiskFunction.DEAD_LETTERS), graph.instruments(), "orders")
                .skips(chain.intake().getSideOutput(IntakeFunction.SKIPS), "intake")
                .skips(chain.quality().getSideOutput(MarketQualityFunction.SKIPS), "quality")
                .skips(chain.strategies().getSideOutput(StrategyFunction.SKIPS), "strategies")
                .skips(chain.meta().getSideOutput(MetaLearnerFunction.SKIPS), "meta")
                .skips(chain.aggregation().getSideOutput(AggregationFunction.SKIPS), "aggregation")
                .skips(chain.routing().getSideOutput(RoutingFunction.SKIPS), "routing")
                .skips(risk.getSideOutput(RiskFunction.SKIPS), "risk")
                .skips(tracker.getSideOutput(TrackerFunction.SKIPS), "tracker")
                .totals(chain.intake().getSideOutput(IntakeFunction.COUNTS), "intake")
                .totals(chain.quality().getSideOutput(MarketQualityFunction.COUNTS), "quality")
                .totals(entries, "risk")
                .totals(ends, "tracker")
                .all();
        return named(
                inputs.keyBy(FunnelInput::instrument).process(new FunnelFunction(layers.funnel())),
                "funnel",
                "funnel",
                "where evaluations end, counted");
    }

    private static OrderEvent stopMoved(StopMove move) {
        boolean isInitial = move.cause() == StopCause.INITIAL;
        boolean isWidened = move.cause() == StopCause.WIDENED;
        StopNotice notice = new StopNotice(move.positionId(), move.sequence(), move.toTicks(), isInitial, isWidened);
        return OrderEvent.stopMoved(move.account(), move.instrument(), notice, move.feedTimeMs());
    }

    /** What went wrong with orders, as counted by the layer that saw it. */
    private static boolean isOfOrders(FunnelCount count) {
        return count.name().startsWith("orders.");
    }

    private static int crossSection(StrategyStatistics ignored) {
        return CrossSectionFunction.KEY;
    }

    private static DataStream<AccountInput> account(SingleOutputStreamOperator<AccountInput> inputs, String what) {
        return named(inputs.returns(AccountInput.class), "account-" + what, what);
    }

    /** An operator with a line that the web UI shows of it. */
    static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String uid, String name, String description) {
        return named(operator, uid, name).setDescription(name + ": " + description);
    }

    static <T> SingleOutputStreamOperator<T> named(SingleOutputStreamOperator<T> operator, String uid, String name) {
        return operator.uid(uid).name(name);
    }
}
