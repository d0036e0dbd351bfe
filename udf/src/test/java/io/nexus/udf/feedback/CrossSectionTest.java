package io.nexus.udf.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.signal.StrategyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CrossSectionTest {
    private static final long DAY_MS = 86_400_000;
    private static final long NOON_MS = 20_000 * DAY_MS + DAY_MS / 2;
    private static final int LVN = StrategyId.LVN_BREAKOUT.column();
    private final FeedbackConfig config = FeedbackConfig.defaults();
    private final CrossSectionState state = new CrossSectionState();
    private final CrossSection crossSection = new CrossSection(config, reference());

    @Test
    void calibratesAsTheFormulasSay() {
        double[] bps = {4, -1, 7, 2, 3};
        StrategyLedger ledger = new StrategyLedger(config);
        StrategyHistory history = new StrategyHistory();
        for (double net : bps) {
            ledger.book(history, Outcomes.episode(StrategyId.LVN_BREAKOUT, 0.72, net, NOON_MS));
        }

        crossSection.accept(state, ledger.sum(history, LVN));
        Calibration calibration = due(NOON_MS).get(0).calibration();

        int at = Calibration.index(StrategyId.LVN_BREAKOUT, 0.72);
        assertThat(calibration.episodes()[at]).isEqualTo(5);
        assertThat(calibration.meanNetBps()[at]).isCloseTo(3 * 5 / 25.0, within(1e-12));
        assertThat(calibration.pWin()[at]).isCloseTo(5 / 7.0, within(1e-12));
        // t = 3 / (sqrt(34/4) / sqrt(5)) with 4 degrees of freedom, whose distribution has a closed form
        double t = 3 / (Math.sqrt(34 / 4.0) / Math.sqrt(5));
        double s = t / Math.sqrt(4 + t * t);
        assertThat(calibration.probabilityEdgePositive()[at])
                .isCloseTo(0.5 + 0.75 * (s - s * s * s / 3), within(1e-12));
    }

    @Test
    void knowsNothingOfBinsWithoutOutcomes() {
        crossSection.accept(state, statistics(LVN, 0, 0, 0, 0, 0));

        Calibration calibration = due(NOON_MS).get(0).calibration();

        assertThat(calibration.probabilityEdgePositive()).containsOnly(0.5);
        assertThat(calibration.pWin()).containsOnly(0.5);
        assertThat(calibration.meanNetBps()).containsOnly(0);
    }

    @Test
    void judgesNothingByOneEpisodeAndAllByEqualOnes() {
        assertThat(CalibrationBuilder.probabilityPositive(1, 9, 0)).isEqualTo(0.5);
        assertThat(CalibrationBuilder.probabilityPositive(3, 9, 0)).isEqualTo(1);
        assertThat(CalibrationBuilder.probabilityPositive(3, -9, 0)).isEqualTo(0);
        assertThat(CalibrationBuilder.probabilityPositive(3, 0, 0)).isEqualTo(0.5);
    }

    @Test
    void keepsTheReferenceQuantilesUntilAStrategyHasFiredEnough() {
        double[] own = new double[Calibration.QUANTILES];
        Arrays.fill(own, 7);
        crossSection.accept(state, fires(3, 49, own));
        crossSection.accept(state, fires(4, 50, own));

        Calibration calibration = due(NOON_MS).get(0).calibration();

        int q = Calibration.QUANTILES;
        assertThat(Arrays.copyOfRange(calibration.strengthQuantiles(), 3 * q, 4 * q))
                .isEqualTo(Arrays.copyOfRange(reference(), 3 * q, 4 * q));
        assertThat(Arrays.copyOfRange(calibration.strengthQuantiles(), 4 * q, 5 * q))
                .containsOnly(7);
    }

    @Test
    void calibratesAtMostOnceInTenSeconds() {
        crossSection.accept(state, statistics(LVN, NOON_MS, 0, 0, 0, 0));
        assertThat(due(NOON_MS)).extracting(ControlMessage::kind).containsExactly(ControlKind.CALIBRATION);

        crossSection.accept(state, statistics(LVN, NOON_MS + 2_000, 0, 0, 0, 0));

        assertThat(due(NOON_MS + 9_999)).isEmpty();
        assertThat(due(NOON_MS + 10_000)).extracting(ControlMessage::kind).containsExactly(ControlKind.CALIBRATION);
        assertThat(due(NOON_MS + 20_000)).isEmpty();
    }

    @Test
    void weighsAtMidnightAndOnlyOnceADay() {
        long midnightMs = 20_001 * DAY_MS;
        crossSection.accept(state, statistics(LVN, NOON_MS, 60, 0.9, 2, 5));

        assertThat(weights(due(midnightMs - 1))).isEmpty();
        List<StrategyWeights> first = weights(due(midnightMs));
        crossSection.accept(state, statistics(LVN, midnightMs + 1, 60, 0.9, 2, 5));
        List<StrategyWeights> sameDay = weights(due(midnightMs + DAY_MS - 1));
        List<StrategyWeights> second = weights(due(midnightMs + DAY_MS));

        // a single strategy: MAD 0, so it is scaled by its own size, logistic(1)
        double logistic = 1 / (1 + Math.exp(-1));
        double score = 0.5 + 60.0 / 90 * (0.5 * 0.9 + 0.3 * logistic + 0.2 * logistic - 0.5);
        double once = 0.3 * score + 0.7 * 0.5;
        assertThat(first).hasSize(1);
        assertThat(first.get(0).asOfMs()).isEqualTo(midnightMs);
        assertThat(first.get(0).weights()[LVN]).isCloseTo(once, within(1e-12));
        assertThat(first.get(0).weights()[0]).isCloseTo(0.5, within(1e-15));
        assertThat(sameDay).isEmpty();
        assertThat(second.get(0).weights()[LVN]).isCloseTo(0.3 * score + 0.7 * once, within(1e-12));
        assertThat(second.get(0).days()).isEqualTo(2);
    }

    @Test
    void appliesADayOnDemandOnce() {
        StrategyWeighing weighing = new StrategyWeighing(config);
        state.newest.add(statistics(LVN, NOON_MS, 60, 0.9, 2, 5));

        StrategyWeights applied = weighing.apply(state, NOON_MS);

        assertThat(applied).isNotNull();
        assertThat(weighing.apply(state, NOON_MS)).isNull();
        assertThat(state.weights).isEqualTo(applied.weights());
        assertThat(state.weightDays).isEqualTo(1);
    }

    @Test
    void scalesSharpeAndPnlByTheSpreadOverStrategiesThatTraded() {
        List<StrategyStatistics> strategies = List.of(
                statistics(0, NOON_MS, 30, 0.5, 1, 10),
                statistics(1, NOON_MS, 30, 0.5, 3, -10),
                statistics(2, NOON_MS, 30, 0.5, 2, 0),
                idle(3));

        double[] scores = new StrategyWeighing(config).scores(strategies);

        // MAD of {1, 3, 2} is 1, of {10, -10, 0} is 10
        double expected = 0.5 + 0.5 * (0.25 + 0.3 / (1 + Math.exp(-1)) + 0.2 / (1 + Math.exp(-1)) - 0.5);
        assertThat(scores[0]).isCloseTo(expected, within(1e-12));
        assertThat(scores[3]).isEqualTo(0.5);
    }

    @Test
    void sendsIdentityGovernanceOnceAMinute() {
        crossSection.accept(state, statistics(LVN, NOON_MS, 0, 0, 0, 0));
        due(NOON_MS);

        assertThat(due(NOON_MS + 59_999)).isEmpty();
        List<ControlMessage> messages = due(NOON_MS + 60_000);

        assertThat(messages).extracting(ControlMessage::kind).containsExactly(ControlKind.GOVERNANCE);
        assertThat(messages.get(0).governance().modelWeights()).containsOnly(1);
        assertThat(messages.get(0).governance().thresholdAdjustments()).containsOnly(0);
        assertThat(messages.get(0).version()).isZero();
    }

    @Test
    void sendsOneGovernanceHoweverFarTheClockHasJumped() {
        crossSection.accept(state, statistics(LVN, NOON_MS, 0, 0, 0, 0));
        due(NOON_MS);
        long weekLaterMs = NOON_MS + 7 * FeedbackConfig.DAY_MS;

        due(NOON_MS + 60_000);
        crossSection.skipTo(state, weekLaterMs);

        assertThat(state.governAtMs).isEqualTo(weekLaterMs + 60_000);
        assertThat(state.weighAtMs).as("each day has its weights").isLessThan(NOON_MS + FeedbackConfig.DAY_MS);
    }

    private List<ControlMessage> due(long nowMs) {
        return crossSection.due(state, nowMs);
    }

    private static List<StrategyWeights> weights(List<ControlMessage> messages) {
        List<StrategyWeights> weights = new ArrayList<>();
        for (ControlMessage message : messages) {
            if (message.weights() != null) {
                weights.add(message.weights());
            }
        }
        return weights;
    }

    private static StrategyStatistics statistics(
            int column, long asOfMs, long trades, double accuracy, double sharpe, double pnl) {
        double[] none = new double[Calibration.BINS];
        return new StrategyStatistics(
                column, asOfMs, none, none, none, none, new double[0], 0, trades, accuracy, trades, sharpe, pnl);
    }

    private static StrategyStatistics idle(int column) {
        return statistics(column, NOON_MS, 0, 0, 0, 0);
    }

    private static StrategyStatistics fires(int column, long fires, double[] quantiles) {
        double[] none = new double[Calibration.BINS];
        return new StrategyStatistics(column, NOON_MS, none, none, none, none, quantiles, fires, 0, 0, 0, 0, 0);
    }

    static double[] reference() {
        double[] reference = new double[StrategyId.COUNT * Calibration.QUANTILES];
        for (int i = 0; i < reference.length; i++) {
            reference[i] = 1 + (i % Calibration.QUANTILES) * 0.1;
        }
        return reference;
    }
}
