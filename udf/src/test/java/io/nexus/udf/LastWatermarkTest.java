package io.nexus.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.execution.ExecutionConfig;
import io.nexus.udf.execution.TrackerFunction;
import io.nexus.udf.feedback.CrossSectionFunction;
import io.nexus.udf.feedback.FeedbackConfig;
import io.nexus.udf.feedback.FeedbackInput;
import io.nexus.udf.feedback.StrategyFeedbackFunction;
import io.nexus.udf.feedback.StrategyStatistics;
import io.nexus.udf.funnel.FunnelConfig;
import io.nexus.udf.funnel.FunnelFunction;
import io.nexus.udf.funnel.FunnelInput;
import io.nexus.udf.position.PositionConfig;
import io.nexus.udf.position.PositionFunction;
import io.nexus.udf.position.ReversalForecast;
import io.nexus.udf.risk.RiskConfig;
import io.nexus.udf.risk.RiskFunction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last watermark fires every timer and is passed: an operator that sets one anew then would never end, and a drain neither.
 * Every operator with timers has a case here; what it holds stays in its state. */
class LastWatermarkTest {
    private static final Instrument BTC = new Instrument(
            "BINANCE|USDM|BTCUSDT",
            "BINANCE",
            Market.USDM,
            "BTCUSDT",
            new BigDecimal("0.1"),
            new BigDecimal("0.001"),
            1,
            1_000,
            new BigDecimal("5"),
            BigDecimal.ONE,
            false,
            true,
            new BigDecimal("0.0005"));
    private static final InstrumentCatalog CATALOG = new InstrumentCatalog(List.of(BTC));
    private static final String ACCOUNT = "BINANCE|USDM|main";
    private static final long NOW = 1_000_000;
    private static final long WALL_MS = 10_000_000;
    private static final int MOST_OUTPUTS = 20;

    /** An operator with something under way.
     *
     * @param inputs each followed by a watermark at {@link #NOW} */
    private record Case<K, I, O>(
            String name,
            KeyedProcessFunction<K, I, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            List<I> inputs,
            List<OutputTag<?>> sides) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static OrderIntent entry() {
        String id = ClientOrderId.entry("BTCUSDT", NOW, 1);
        EntryPlan plan = new EntryPlan(
                98_000, 104_000, 300, 200_000, 0.7, 0.6, 12, 0.2, 0.5, 0.6, BigDecimal.ONE, List.of(), "");
        return new OrderIntent(
                ACCOUNT,
                BTC.key(),
                id,
                id,
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                100,
                100_000,
                false,
                NOW,
                NOW,
                WALL_MS,
                1,
                200_000,
                plan,
                null);
    }

    private static OrderEvent report(OrderStatus status, long lots) {
        OrderIntent entry = entry();
        Fill fill = new Fill(1, entry.clientOrderId(), Side.BUY, 100_000, Math.max(1, lots), BigDecimal.ONE, NOW);
        List<Fill> fills = lots == 0 ? List.of() : List.of(fill);
        return OrderEvent.report(
                entry, new OrderReport(entry.clientOrderId(), "v", status, lots, fills, NOW, null), NOW, WALL_MS);
    }

    private static Observed observed(OrderEvent event) {
        ControlView control = new ControlView(TradingState.ACTIVE, null, null, null, null, 1);
        return new Observed(Stamped.of(event, true, control, NOW, 0), null, false, 0, 0, null, null, null);
    }

    private static StrategyStatistics statistics() {
        double[] bins = new double[Calibration.BINS];
        return new StrategyStatistics(0, NOW, bins, bins, bins, bins, new double[0], 1, 1, 0.5, 1, 0, 0);
    }

    static Stream<Case<?, ?, ?>> operators() {
        FeedbackInput trade = new FeedbackInput(0, true, true, true, 1, 1, 0, 0.7, NOW);
        return Stream.of(
                new Case<>(
                        "tracker with an open order",
                        new TrackerFunction(ExecutionConfig.defaults(), CATALOG, () -> WALL_MS, FeedPace.LIVE),
                        TrackerInput::account,
                        Types.STRING,
                        List.of(
                                TrackerInput.tick(ACCOUNT, NOW, 0),
                                TrackerInput.admitted(entry(), 0),
                                TrackerInput.reported(ACCOUNT, NOW, report(OrderStatus.SUBMITTED, 0))),
                        List.of(TrackerFunction.ENTRY_STEPS, TrackerFunction.EXIT_STEPS)),
                new Case<>(
                        "positions with an open position",
                        new PositionFunction(
                                PositionConfig.defaults(), CATALOG, ReversalForecast.NO_OPINION, FeedPace.LIVE),
                        record -> record.stamped().instrument(),
                        Types.STRING,
                        List.of(observed(report(OrderStatus.FILLED, 100))),
                        List.of(PositionFunction.CLOSES, PositionFunction.MARKS)),
                new Case<>(
                        "feedback of a strategy",
                        new StrategyFeedbackFunction(FeedbackConfig.defaults()),
                        FeedbackInput::strategyColumn,
                        Types.INT,
                        List.of(trade, trade),
                        List.of()),
                new Case<>(
                        "feedback of all strategies",
                        new CrossSectionFunction(
                                FeedbackConfig.defaults(),
                                ReferenceCalibration.initial().strengthQuantiles()),
                        ignored -> CrossSectionFunction.KEY,
                        Types.INT,
                        List.of(statistics()),
                        List.of()),
                new Case<>(
                        "funnel",
                        new FunnelFunction(FunnelConfig.defaults()),
                        FunnelInput::instrument,
                        Types.STRING,
                        List.of(FunnelInput.entry(BTC.key(), NOW)),
                        List.of(FunnelFunction.SKIPS)));
    }

    @ParameterizedTest
    @MethodSource("operators")
    <K, I, O> void endsWithinABoundedNumberOfCallbacks(Case<K, I, O> one) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(one.function()), one.key(), one.keyType(), 128, 1, 0);
        harness.open();
        for (I input : one.inputs()) {
            harness.processElement(new StreamRecord<>(input, NOW));
            harness.processWatermark(new Watermark(NOW));
        }
        assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers())
                .as("something is under way")
                .isPositive();
        int kept = harness.numKeyedStateEntries();
        harness.getOutput().clear();
        one.sides().forEach(side -> drained(harness.getSideOutput(side)));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> harness.processWatermark(Watermark.MAX_WATERMARK));

        int outputs = harness.extractOutputValues().size();
        for (OutputTag<?> side : one.sides()) {
            outputs += drained(harness.getSideOutput(side));
        }
        assertThat(outputs).isLessThanOrEqualTo(MOST_OUTPUTS);
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(harness.numKeyedStateEntries()).as("nothing is forgotten").isEqualTo(kept);
        harness.close();
    }

    private static int drained(Collection<?> records) {
        int size = records == null ? 0 : records.size();
        if (records != null) {
            records.clear();
        }
        return size;
    }

    @Test
    void riskEndsWithinABoundedNumberOfCallbacks() throws Exception {
        RiskFunction function = new RiskFunction(
                RiskConfig.defaults(),
                CATALOG,
                "run",
                ReferenceCalibration.initial(),
                new RiskFunction.Clocks(() -> WALL_MS, () -> 1));
        var harness = new KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(RiskFunction.CONTROL_STATE)),
                AccountInput::account,
                Types.STRING,
                128,
                1,
                0);
        harness.open();
        List<AccountInput> inputs = new ArrayList<>(List.of(AccountInput.tick(ACCOUNT, NOW)));
        inputs.add(AccountInput.of(report(OrderStatus.FILLED, 100)));
        for (AccountInput input : inputs) {
            harness.processElement(new StreamRecord<>(input, NOW));
        }
        harness.getOutput().clear();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
            harness.processWatermark(Watermark.MAX_WATERMARK);
        });

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(RiskFunction.PROGRESS)).hasSize(1);
        harness.close();
    }
}
