package io.nexus.udf.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.StateTypes;
import io.nexus.udf.testkit.TimedRun;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

final class FeedbackFunctionsTest {
    private static final long DAY_MS = 86_400_000;
    private static final long START_MS = 20_000 * DAY_MS + DAY_MS - 30_000;

    @Test
    void tellsAStrategysStatisticsAtMostOnceASecond() throws Exception {
        List<FeedbackInput> inputs = episodes(100, 100);

        List<Object> straight = strategies().run(inputs, false);
        TimedRun<Integer, FeedbackInput, StrategyStatistics> restoring = strategies();
        List<Object> restored = restoring.run(inputs, true);
        restoring.finish(START_MS + DAY_MS);

        assertThat(restored).usingRecursiveComparison().isEqualTo(straight);
        assertThat(straight).hasSizeBetween(10, 11);
        assertThat(restoring.timersLeft()).isZero();
    }

    @Test
    void tellsTheLastChangeTooWhenNothingFollows() throws Exception {
        TimedRun<Integer, FeedbackInput, StrategyStatistics> run = strategies();
        List<Object> outputs = run.run(episodes(3, 100), false);

        outputs.addAll(run.finish(START_MS + 5_000));

        assertThat(outputs).hasSize(2);
        assertThat(((StrategyStatistics) outputs.get(1)).fires()).isEqualTo(3);
    }

    @Test
    void broadcastsCalibrationGovernanceAndAtMidnightWeights() throws Exception {
        List<StrategyStatistics> inputs = new ArrayList<>();
        StrategyLedger ledger = new StrategyLedger(FeedbackConfig.defaults());
        StrategyHistory history = new StrategyHistory();
        for (FeedbackInput input : episodes(120, 1_000)) {
            ledger.book(history, input);
            inputs.add(ledger.sum(history, StrategyId.LVN_BREAKOUT.column()));
        }

        List<Object> straight = crossSection().run(inputs, false);
        TimedRun<Integer, StrategyStatistics, ControlMessage> restoring = crossSection();
        List<Object> restored = restoring.run(inputs, true);

        assertThat(restored).usingRecursiveComparison().isEqualTo(straight);
        assertThat(straight.stream().map(message -> ((ControlMessage) message).kind()))
                .filteredOn(kind -> kind == ControlKind.CALIBRATION)
                .hasSize(12);
        assertThat(straight.stream().map(message -> ((ControlMessage) message).kind()))
                .filteredOn(kind -> kind == ControlKind.STRATEGY_WEIGHTS)
                .hasSize(1);
        assertThat(straight.stream().map(message -> ((ControlMessage) message).kind()))
                .filteredOn(kind -> kind == ControlKind.GOVERNANCE)
                .hasSize(2);
    }

    @Test
    void endsNoDayWhenTheFeedIsDrained() throws Exception {
        TimedRun<Integer, StrategyStatistics, ControlMessage> run = crossSection();
        StrategyLedger ledger = new StrategyLedger(FeedbackConfig.defaults());
        StrategyHistory history = new StrategyHistory();
        ledger.book(history, episodes(1, 1).get(0));
        run.run(List.of(ledger.sum(history, 1)), false);

        List<Object> outputs = run.finish(Long.MAX_VALUE);

        assertThat(outputs).isEmpty();
        assertThat(run.timersLeft()).isZero();
    }

    @Test
    void refusesQuantilesOfAnotherShape() {
        assertThatThrownBy(() -> new CrossSectionFunction(FeedbackConfig.defaults(), new double[3]))
                .hasMessage("referenceQuantiles must be 420 numbers, were 3");
    }

    @Test
    void typesAreSerializedByFlink() {
        StateTypes.assertSerializedByFlink(
                FeedbackInput.class,
                StrategyHistory.class,
                StrategyStatistics.class,
                CrossSectionState.class,
                ControlMessage.class);
        StateTypes.assertShippable(
                new AttributionFunction(),
                new StrategyFeedbackFunction(FeedbackConfig.defaults()),
                new CrossSectionFunction(FeedbackConfig.defaults(), CrossSectionTest.reference()));
    }

    private static List<FeedbackInput> episodes(int count, long everyMs) {
        List<FeedbackInput> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.add(Outcomes.episode(StrategyId.LVN_BREAKOUT, 0.7, i % 7 - 2, i, START_MS + i * everyMs));
        }
        return episodes;
    }

    private static TimedRun<Integer, FeedbackInput, StrategyStatistics> strategies() {
        return new TimedRun<>(
                () -> new StrategyFeedbackFunction(FeedbackConfig.defaults()),
                FeedbackInput::strategyColumn,
                Types.INT,
                FeedbackInput::feedTimeMs);
    }

    private static TimedRun<Integer, StrategyStatistics, ControlMessage> crossSection() {
        return new TimedRun<>(
                () -> new CrossSectionFunction(FeedbackConfig.defaults(), CrossSectionTest.reference()),
                statistics -> CrossSectionFunction.KEY,
                Types.INT,
                StrategyStatistics::asOfMs);
    }
}
