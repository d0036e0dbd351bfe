package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.edge.SymbolInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IntakeFunctionTest {
    private static final ControlResolver RESOLVER =
            new ControlResolver("run-1", Events.ACCOUNT, ReferenceCalibration.initial());

    private final List<Object> input = List.of(
            Events.start("run-1", 1),
            Events.quote(1, 1_000),
            Events.trading("", TradingState.ACTIVE, 2),
            Events.quote(2, 1_050),
            Events.quote(2, 1_060),
            Events.quote(3, 1_100, Freshness.STALE),
            Events.admitted(Events.entry(1)),
            Events.quote(4, 1_200));

    @Test
    void stampsEvaluationsControlAndActiveOrders() throws Exception {
        List<Stamped> stamped = run(input, false);

        assertThat(stamped)
                .extracting(Stamped::kind)
                .containsExactly(
                        StampedKind.MARKET,
                        StampedKind.TRADING_STATE,
                        StampedKind.MARKET,
                        StampedKind.MARKET,
                        StampedKind.ORDER,
                        StampedKind.MARKET);
        assertThat(stamped).extracting(Stamped::evaluation).containsExactly(1L, 0L, 0L, 2L, 0L, 3L);
        assertThat(stamped.get(0).control().tradingState()).isEqualTo(TradingState.REDUCING);
        assertThat(stamped.get(1).control().tradingState()).isEqualTo(TradingState.ACTIVE);
        assertThat(stamped.get(3).blocked()).isEqualTo(SkipCode.L0_STALE);
        assertThat(stamped.get(5).hasActiveOrder()).isTrue();
    }

    @Test
    void blocksAnEvaluationByAMessageFromTheFuture() throws Exception {
        List<Stamped> stamped =
                run(List.of(Events.start("run-1", 1), Events.quote(1, 99_000, Freshness.FUTURE)), false);

        assertThat(stamped).extracting(Stamped::blocked).containsExactly(SkipCode.L0_FUTURE);
        assertThat(stamped.get(0).evaluation()).isEqualTo(1);
        assertThat(stamped.get(0).isEvaluation()).isFalse();
    }

    @Test
    void handsATradeOnOnlyOnce() throws Exception {
        List<Stamped> stamped = run(
                List.of(Events.start("run-1", 1), trade(1, 77), trade(2, 78), trade(3, 77), trade(4, 78), trade(5, 79)),
                true);

        assertThat(stamped).extracting(each -> each.market().trade().tradeId()).containsExactly(77L, 78L, 79L);
    }

    private static MarketEvent trade(long sequence, long id) {
        return MarketEvent.received(
                        MarketEventKind.TRADE,
                        Events.quote(1, 1_000).instrument(),
                        1_000,
                        1_000,
                        new Trade(id, 600_000, 5, Side.BUY))
                .sentAs(sequence, 0);
    }

    @Test
    void givesTheSameWhenRestoredBeforeEveryElement() throws Exception {
        List<Stamped> straight = run(input, false);
        List<Stamped> restored = run(input, true);

        assertThat(restored).usingRecursiveComparison().isEqualTo(straight);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handsTheClockToInstrumentsWithAnActiveOrderAndToNoOther(boolean isRestored) throws Exception {
        OrderIntent entry = Events.entry(1);
        OrderIntent close = Events.close(1);
        List<Object> records = List.of(
                Events.quote(1, 1_000),
                BroadcastInput.clock(2_000),
                Events.admitted(entry),
                BroadcastInput.clock(3_000),
                Events.report(entry, OrderStatus.FILLED, 1),
                BroadcastInput.clock(4_000),
                Events.admitted(close),
                Events.report(close, OrderStatus.FILLED, 1),
                BroadcastInput.clock(5_000));

        List<Stamped> ticks = run(records, isRestored).stream()
                .filter(stamped -> stamped.kind() == StampedKind.CLOCK)
                .toList();

        assertThat(ticks).extracting(Stamped::feedTimeMs).containsExactly(3_000L, 4_000L);
        assertThat(ticks).extracting(Stamped::instrument).containsOnly(Events.INSTRUMENT);
        assertThat(ticks).noneMatch(Stamped::isEvaluation);
    }

    private static List<Stamped> run(List<Object> input, boolean restoreEachTime) throws Exception {
        List<Stamped> output = new ArrayList<>();
        var harness = open(null);
        for (Object element : input) {
            if (restoreEachTime) {
                OperatorSubtaskState snapshot = harness.snapshot(0, 0);
                harness.close();
                harness = open(snapshot);
            }
            if (element instanceof ControlMessage message) {
                harness.processElement2(BroadcastInput.of(message), 0);
            } else if (element instanceof BroadcastInput clock) {
                harness.processElement2(clock, 0);
            } else if (element instanceof MarketEvent event) {
                harness.processElement1(SymbolInput.of(event, 0), 0);
            } else if (element instanceof OrderEvent order) {
                harness.processElement1(SymbolInput.of(order, 0), 0);
            }
            output.addAll(harness.extractOutputValues());
            harness.getOutput().clear();
        }
        harness.close();
        return output;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, SymbolInput, BroadcastInput, Stamped> open(
            OperatorSubtaskState snapshot) throws Exception {
        var operator = new CoBroadcastWithKeyedOperator<>(
                new IntakeFunction(IntakeConfig.defaults(), RESOLVER, Events.INSTRUMENTS),
                List.of(IntakeFunction.CONTROL));
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                operator, SymbolInput::instrument, null, Types.STRING, 128, 1, 0);
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
