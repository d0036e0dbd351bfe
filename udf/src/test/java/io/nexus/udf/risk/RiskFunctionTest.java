package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.JobProgress;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.HourlyClose;
import io.nexus.udf.edge.TrackerInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskFunctionTest {
    private KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput> harness;
    private final List<TrackerInput> tracked = new ArrayList<>();
    private final List<Object> sides = new ArrayList<>();

    private void start(OperatorSubtaskState snapshot) throws Exception {
        RiskFunction function = new RiskFunction(
                RiskConfig.defaults(),
                Books.catalog(),
                "run",
                Books.noEpisodes(),
                new RiskFunction.Clocks(() -> 6_000_000, () -> 2_000));
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

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private void give(AccountInput input) throws Exception {
        harness.processElement(new StreamRecord<>(input, input.feedTimeMs()));
        drain();
    }

    private void control(ControlMessage message) throws Exception {
        harness.processBroadcastElement(new StreamRecord<>(new ControlUpdate(message, true), 0));
    }

    private void drain() {
        tracked.addAll(harness.extractOutputValues());
        harness.getOutput().clear();
        take(RiskFunction.ORDER_EVENTS);
        take(RiskFunction.DECISIONS);
        take(RiskFunction.SKIPS);
        take(RiskFunction.COUNTS);
        take(RiskFunction.CONTROL);
        take(RiskFunction.PROGRESS);
    }

    private <T> void take(OutputTag<T> tag) {
        ConcurrentLinkedQueue<StreamRecord<T>> output = harness.getSideOutput(tag);
        while (output != null && !output.isEmpty()) {
            sides.add(output.poll().getValue());
        }
    }

    private <T> List<T> sides(Class<T> type) {
        return sides.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void startTrading() throws Exception {
        start(null);
        control(Books.start("run", 1));
        control(Books.state(Books.ACCOUNT, TradingState.ACTIVE, 2));
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW));
        give(AccountInput.of(Books.reconciled(6_000_000)));
    }

    @Test
    void onlyReducesOnceAnotherRunWasStarted() throws Exception {
        startTrading();
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW + 1_000));
        control(Books.start("another run", 3));
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW + 2_000));

        assertThat(sides(ControlMessage.class))
                .extracting(message -> message.account().tradingState())
                .contains(TradingState.ACTIVE)
                .last()
                .isEqualTo(TradingState.REDUCING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void admitsBooksAndPassesOnAlsoRestoredBetweenElements(boolean isRestored) throws Exception {
        startTrading();
        give(AccountInput.of(Books.ACCOUNT, new HourlyClose(Books.BTC, Books.NOW, 60_000)));
        restore(isRestored);

        give(AccountInput.of(Candidates.buy().build()));
        restore(isRestored);
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 8).build()));
        restore(isRestored);
        OrderIntent order = tracked.stream()
                .filter(input -> input.admitted() != null)
                .findFirst()
                .orElseThrow()
                .admitted();
        give(AccountInput.of(Books.report(order, OrderStatus.FILLED, 26, Books.fill(order, 1, 600_001, 26, "0.78"))));
        restore(isRestored);
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW + 1_000));

        assertThat(sides(Decision.class)).hasSize(1);
        assertThat(sides(OrderEvent.class)).extracting("kind").containsExactly(OrderEventKind.ADMITTED);
        assertThat(sides(SkipRecord.class))
                .extracting(skip -> skip.code().code())
                .containsExactly("L6.DUPLICATE");
        assertThat(sides(FunnelCount.class))
                .extracting(count -> count.name() + "=" + count.total())
                .containsExactly("entryOrders=1", "L6.DUPLICATE=1");
        List<ControlMessage> snapshots = sides(ControlMessage.class);
        assertThat(snapshots).hasSize(2);
        assertThat(snapshots.get(1).account().wallet()).isEqualByComparingTo("99999.22");
        assertThat(snapshots.get(1).account().openPositions()).isEqualTo(1);
        TrackerInput admitted = tracked.stream()
                .filter(input -> input.admitted() != null)
                .findFirst()
                .orElseThrow();
        assertThat(admitted.intakeAtWallNs()).isEqualTo(1_000);
        assertThat(tracked)
                .filteredOn(input -> input.order() != null && input.order().report() != null)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyReducesWhileTheFeedIsSilentAndSaysSoAtOnce(boolean isRestored) throws Exception {
        startTrading();

        give(AccountInput.feedSilent(Books.ACCOUNT, Books.NOW));
        restore(isRestored);
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 1).build()));
        give(AccountInput.feedHeard(Books.ACCOUNT, Books.NOW));
        restore(isRestored);
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 2).build()));

        assertThat(sides(ControlMessage.class))
                .extracting(message -> message.account().tradingState())
                .containsExactly(TradingState.ACTIVE, TradingState.REDUCING, TradingState.ACTIVE);
        assertThat(sides(FunnelCount.class))
                .extracting(count -> count.name() + "=" + count.total())
                .containsExactly("L6.TRADING_STATE=1", "entryOrders=1");
    }

    @Test
    void isNeverLooserForAFeedThatIsHeardAgain() throws Exception {
        startTrading();
        control(Books.state(Books.ACCOUNT, TradingState.HALTED, 3));

        give(AccountInput.feedSilent(Books.ACCOUNT, Books.NOW));
        give(AccountInput.feedHeard(Books.ACCOUNT, Books.NOW));

        assertThat(sides(ControlMessage.class))
                .extracting(message -> message.account().tradingState())
                .containsExactly(TradingState.ACTIVE, TradingState.HALTED, TradingState.HALTED);
    }

    /** A new attempt reconciles before it admits; its answer is part of what is replayed here. */
    private void restore(boolean isRestored) throws Exception {
        if (isRestored) {
            OperatorSubtaskState snapshot = harness.snapshot(0, 0);
            harness.close();
            start(snapshot);
            harness.processBroadcastElement(new StreamRecord<>(new ControlUpdate(null, true), 0));
            give(AccountInput.of(Books.reconciled(6_000_000)));
        }
    }

    @Test
    void aRestoredAttemptAdmitsNothingBeforeTheControlTopicIsRead() throws Exception {
        startTrading();
        OperatorSubtaskState snapshot = harness.snapshot(0, 0);
        harness.close();

        start(snapshot);
        give(AccountInput.of(Books.reconciled(6_000_000)));
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 1).build()));
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW + 1_000));
        harness.processBroadcastElement(
                new StreamRecord<>(new ControlUpdate(Books.state(Books.ACCOUNT, TradingState.ACTIVE, 3), false), 0));
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 2).build()));
        harness.processBroadcastElement(
                new StreamRecord<>(new ControlUpdate(Books.state(Books.ACCOUNT, TradingState.HALTED, 4), true), 0));
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 3).build()));
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW + 2_000));

        assertThat(sides(FunnelCount.class))
                .extracting(count -> count.name() + "=" + count.total())
                .containsExactly("L6.TRADING_STATE=1", "L6.TRADING_STATE=2", "L6.TRADING_STATE=3");
        List<AccountSnapshot> snapshots = sides(ControlMessage.class).stream()
                .map(ControlMessage::account)
                .toList();
        assertThat(snapshots)
                .extracting(AccountSnapshot::tradingState)
                .endsWith(TradingState.REDUCING, TradingState.HALTED);
        assertThat(snapshots)
                .extracting(AccountSnapshot::tradingCause)
                .endsWith(TradingCause.CATCHING_UP, TradingCause.CONTROL);
        assertThat(snapshots.get(snapshots.size() - 1).tradingSinceMs()).isEqualTo(Books.NOW + 2_000);
    }

    @Test
    void requestsToReconcileAtEveryStartAndAdmitsNothingBefore() throws Exception {
        start(null);
        control(Books.start("run", 1));
        control(Books.state("", TradingState.ACTIVE, 2));

        give(AccountInput.tick(Books.ACCOUNT, Books.NOW));
        give(AccountInput.of(Candidates.buy().build()));

        assertThat(tracked).extracting(TrackerInput::reconcileSinceMs).containsExactly(1L);
        assertThat(sides(OrderEvent.class)).isEmpty();

        give(AccountInput.of(Books.reconciled(6_000_000)));
        assertThat(sides(SkipRecord.class))
                .extracting(skip -> skip.code().code())
                .containsExactly("L6.RECONCILING");
    }

    @Test
    void reducesUntilThisRunsStartAndANewerStateWereRead() throws Exception {
        start(null);
        give(AccountInput.of(Books.reconciled(6_000_000)));

        control(Books.state(Books.ACCOUNT, TradingState.ACTIVE, 1));
        control(Books.start("another run", 2));
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 1).build()));
        control(Books.start("run", 3));
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 2).build()));
        control(Books.state(Books.ACCOUNT, TradingState.ACTIVE, 4));
        control(Books.state(Books.ACCOUNT, TradingState.HALTED, 3));
        give(AccountInput.of(Candidates.buy().at(Books.NOW, 3).build()));

        assertThat(sides(FunnelCount.class))
                .extracting(count -> count.name() + "=" + count.total())
                .containsExactly("L6.TRADING_STATE=1", "L6.TRADING_STATE=2", "entryOrders=1");
    }

    @Test
    void tellsProgressOnlyWhenTheWatermarkHasPassed() throws Exception {
        start(null);

        give(AccountInput.tick(Books.ACCOUNT, Books.NOW));
        give(AccountInput.tick(Books.ACCOUNT, Books.NOW + 530));
        assertThat(sides(JobProgress.class)).isEmpty();

        harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        harness.processWatermark(new Watermark(Books.NOW + 499));
        drain();
        assertThat(sides(JobProgress.class)).containsExactly(new JobProgress(Books.ACCOUNT, Books.NOW));

        harness.processWatermark(new Watermark(Books.NOW + 500));
        drain();
        assertThat(sides(JobProgress.class))
                .containsExactly(
                        new JobProgress(Books.ACCOUNT, Books.NOW), new JobProgress(Books.ACCOUNT, Books.NOW + 500));
    }
}
