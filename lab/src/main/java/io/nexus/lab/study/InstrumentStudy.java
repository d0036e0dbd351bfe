package io.nexus.lab.study;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.signal.Signal;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.intake.Intake;
import io.nexus.udf.intake.IntakeState;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.Reference;
import io.nexus.udf.quality.QualityCore;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.quality.QualityVerdict;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.util.List;

/** One instrument's way through Layers 1 and 2. Not thread-safe. */
public final class InstrumentStudy {
    private static final ControlView CONTROL = new ControlView(
            TradingState.ACTIVE,
            StrategyWeights.neutral(),
            ReferenceCalibration.initial(),
            Governance.identity(),
            null,
            0);

    private final Intake intake;
    private final QualityCore quality;
    private final StrategyCore strategies;
    private final IntakeState intakeState = new IntakeState();
    private final QualityState qualityState = new QualityState();
    private final StrategyMemories memories = new StrategyMemories();
    private QualityVerdict verdict = new QualityVerdict(null, null, null);

    /** A study from nothing.
     *
     * @param reference from which percentiles start */
    public InstrumentStudy(Instrument instrument, LayersConfig config, Reference reference) {
        InstrumentScale scale = InstrumentScale.of(instrument);
        intake = new Intake(config.intake());
        quality = new QualityCore(scale, config.quality(), reference);
        strategies = new StrategyCore(scale, config.strategy());
    }

    /** Whether an event is a trade that came before: it is left out. To be asked once of each event, in order. */
    public boolean isRepeat(MarketEvent event) {
        return intake.isRepeat(intakeState, event);
    }

    /** Takes an event of the instrument in. */
    public Signaled take(MarketEvent event) {
        intakeState.feedTimeMs = Math.max(intakeState.feedTimeMs, event.feedTimeMs());
        Stamped stamped = Stamped.of(event, intake.evaluation(intakeState, event), CONTROL, intakeState.feedTimeMs);
        verdict = quality.process(qualityState, stamped, event, (closeTimeMs, closeTicks) -> {});
        return strategies.process(memories, quality.observed(qualityState, stamped, verdict), event);
    }

    /** Evaluations so far; the last one's number. */
    public long evaluation() {
        return intakeState.evaluation;
    }

    /** What Layer 1 said of the last event. */
    public QualityVerdict verdict() {
        return verdict;
    }

    /** Layer 1's state after the last event, valid until the next. */
    public QualityState state() {
        return qualityState;
    }

    /** Layer 2's memories after the last event, valid until the next. */
    public StrategyMemories memories() {
        return memories;
    }

    /** Layer 2 itself: what the last event met of each rule. */
    StrategyCore strategies() {
        return strategies;
    }

    /** All twenty signals as they stand now, whether or not Layer 1's gates let the evaluation pass. */
    public List<Signal> signals() {
        return strategies.signals(memories, intakeState.feedTimeMs, CONTROL.calibration());
    }
}
