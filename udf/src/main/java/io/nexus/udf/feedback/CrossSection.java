package io.nexus.udf.feedback;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.StrategyWeights;
import java.util.ArrayList;
import java.util.List;

/** The stage over all strategies: says what is to be broadcast, and when. */
final class CrossSection {
    private final FeedbackConfig config;
    private final CalibrationBuilder calibration;
    private final StrategyWeighing weighing;

    CrossSection(FeedbackConfig config, double[] referenceQuantiles) {
        this.config = config;
        this.calibration = new CalibrationBuilder(config, referenceQuantiles);
        this.weighing = new StrategyWeighing(config);
    }

    /** Takes newer statistics of a strategy and sets what becomes due by them. */
    void accept(CrossSectionState state, StrategyStatistics statistics) {
        state.newest.removeIf(known -> known.strategyColumn() == statistics.strategyColumn());
        state.newest.add(statistics);
        state.feedTimeMs = Math.max(state.feedTimeMs, statistics.asOfMs());
        if (state.calibrateAtMs == 0) {
            state.calibrateAtMs = Math.max(state.feedTimeMs, state.calibratedAtMs + config.calibrationIntervalMs());
        }
        if (state.weighAtMs == 0) {
            state.weighAtMs = next(state.feedTimeMs, FeedbackConfig.DAY_MS);
        }
        if (state.governAtMs == 0) {
            state.governAtMs = next(state.feedTimeMs, config.governanceIntervalMs());
        }
    }

    /** Drops what was due in time that nothing happened in: governance is of the present. */
    void skipTo(CrossSectionState state, long nowMs) {
        if (state.governAtMs > 0 && state.governAtMs <= nowMs) {
            state.governAtMs = next(nowMs, config.governanceIntervalMs());
        }
    }

    /** Makes what is due at a feed time and sets when it is due next. */
    List<ControlMessage> due(CrossSectionState state, long nowMs) {
        List<ControlMessage> messages = new ArrayList<>(3);
        if (state.calibrateAtMs > 0 && nowMs >= state.calibrateAtMs) {
            messages.add(ControlMessage.of(calibration.build(state), nowMs));
            state.calibratedAtMs = nowMs;
            state.calibrateAtMs = 0;
        }
        if (state.weighAtMs > 0 && nowMs >= state.weighAtMs) {
            StrategyWeights weights = weighing.apply(state, state.weighAtMs);
            if (weights != null) {
                messages.add(ControlMessage.of(weights, nowMs));
            }
            state.weighAtMs = next(nowMs, FeedbackConfig.DAY_MS);
        }
        if (state.governAtMs > 0 && nowMs >= state.governAtMs) {
            messages.add(ControlMessage.of(governance(nowMs), nowMs));
            state.governAtMs = next(nowMs, config.governanceIntervalMs());
        }
        return messages;
    }

    /** Identity: there is no real history yet by which trust in a model could be measured. */
    private static Governance governance(long nowMs) {
        Governance identity = Governance.identity();
        return new Governance(
                identity.modelWeights(),
                identity.thresholdAdjustments(),
                identity.riskScalers(),
                identity.retrainFlags(),
                nowMs);
    }

    private static long next(long afterMs, long intervalMs) {
        return (Math.floorDiv(afterMs, intervalMs) + 1) * intervalMs;
    }
}
