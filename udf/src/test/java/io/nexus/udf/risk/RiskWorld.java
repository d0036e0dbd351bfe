package io.nexus.udf.risk;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.position.PositionMark;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.HourlyClose;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.testkit.Evaluations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Layer 6's operator with an account that trades, and all that it says. Feed time passes only when told; the venue is played by the
 * test. */
final class RiskWorld implements AutoCloseable {
    private static final long WALL_MS = 6_000_000;
    private static final List<OutputTag<?>> SIDES = List.of(
            RiskFunction.ORDER_EVENTS,
            RiskFunction.DECISIONS,
            RiskFunction.SKIPS,
            RiskFunction.COUNTS,
            RiskFunction.CONTROL,
            RiskFunction.PROGRESS,
            RiskFunction.DEAD_LETTERS);

    final List<Object> all = new ArrayList<>();
    long nowMs = Books.NOW;

    private final RiskConfig config;
    private KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput> harness;
    private OrderIntent admitted;
    private long evaluation;
    private long tradeId;

    RiskWorld(RiskConfig config) throws Exception {
        this.config = config;
        open(null);
        control(Books.start("run", 1));
        control(Books.state(Books.ACCOUNT, TradingState.ACTIVE, 2));
        harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        after(0);
        give(AccountInput.of(Books.reconciled(WALL_MS)));
    }

    /** Lets feed time pass: the account's tick and the watermark. */
    RiskWorld after(long ms) throws Exception {
        nowMs += ms;
        give(AccountInput.tick(Books.ACCOUNT, nowMs));
        harness.processWatermark(new Watermark(nowMs));
        drain();
        return this;
    }

    /** The order that a candidate became; null if it became none. */
    OrderIntent order(Candidates candidate) throws Exception {
        return order(candidate, 0);
    }

    /** The same of a candidate that lies behind the account's clock. */
    OrderIntent order(Candidates candidate, long lagMs) throws Exception {
        admitted = null;
        give(AccountInput.of(candidate.at(nowMs - lagMs, ++evaluation).build()));
        return admitted;
    }

    void fill(OrderIntent order, long ticks) throws Exception {
        give(AccountInput.of(filled(order, ticks)));
    }

    void end(OrderIntent order, OrderStatus status, String error) throws Exception {
        OrderReport report = new OrderReport(order.clientOrderId(), "v", status, 0, List.of(), nowMs, error);
        give(AccountInput.of(OrderEvent.report(order, report, nowMs, WALL_MS)));
    }

    /** Lets the venue list an order that Layer 6 does not know, all of it executed. */
    void list(OrderIntent order, long ticks) throws Exception {
        give(AccountInput.of(filled(order, ticks).answering(StepKind.RECONCILE)));
    }

    private OrderEvent filled(OrderIntent order, long ticks) {
        String id = order.clientOrderId();
        Fill fill = new Fill(++tradeId, id, order.side(), ticks, order.lots(), BigDecimal.ONE, nowMs);
        OrderReport report = new OrderReport(id, "v", OrderStatus.FILLED, order.lots(), List.of(fill), nowMs, null);
        return OrderEvent.report(order, report, nowMs, WALL_MS);
    }

    /** Long of BTC at 60,000.0, opened without a candidate. */
    void hold(long lots) throws Exception {
        list(Books.order("e", "e", Side.BUY, lots, null), 600_000);
    }

    void mark(long signedLots, long bidTicks) throws Exception {
        give(AccountInput.of(new PositionMark(
                Books.ACCOUNT,
                Books.BTC,
                "e",
                signedLots,
                bidTicks,
                bidTicks + 1,
                BigDecimal.ZERO,
                1,
                1_000_000,
                0.5,
                nowMs)));
    }

    /** Hourly closes whose last hour is the one before now. */
    void closes(String instrument, double... returns) throws Exception {
        double price = 100;
        for (int i = 0; i <= returns.length; i++) {
            long hourMs = 3_600_000;
            price *= i == 0 ? 1 : 1 + returns[i - 1];
            give(AccountInput.of(
                    Books.ACCOUNT, new HourlyClose(instrument, Books.NOW - hourMs * (returns.length + 1 - i), price)));
        }
    }

    /** A new attempt of the job, from the state of this one. */
    void restart() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(0, 0);
        harness.close();
        open(snapshot);
        harness.processBroadcastElement(new StreamRecord<>(new ControlUpdate(null, true), 0));
        harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the harness does not close", e);
        }
    }

    private void give(AccountInput input) throws Exception {
        harness.processElement(new StreamRecord<>(input, input.feedTimeMs()));
        drain();
    }

    private void control(ControlMessage message) throws Exception {
        harness.processBroadcastElement(new StreamRecord<>(new ControlUpdate(message, true), 0));
    }

    private void drain() {
        for (TrackerInput input : harness.extractOutputValues()) {
            admitted = input.admitted() == null ? admitted : input.admitted();
            all.add(input);
        }
        harness.getOutput().clear();
        for (OutputTag<?> tag : SIDES) {
            var said = harness.getSideOutput(tag);
            if (said != null) {
                said.forEach(one -> all.add(one.getValue()));
                said.clear();
            }
        }
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        RiskFunction function = new RiskFunction(
                config,
                Books.catalog(),
                "run",
                Evaluations.calibration(0.6, 4),
                new RiskFunction.Clocks(() -> WALL_MS, () -> 2_000));
        harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(RiskFunction.CONTROL_STATE)),
                AccountInput::account,
                Types.STRING,
                128,
                1,
                0);
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
    }
}
