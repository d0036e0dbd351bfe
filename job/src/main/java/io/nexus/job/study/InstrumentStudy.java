package io.nexus.job.study;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.job.config.NexusConfig;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.intake.Intake;
import io.nexus.udf.intake.IntakeState;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.Reference;
import io.nexus.udf.quality.QualityCore;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.quality.Verdict;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;

/** One instrument's way through Layers 1 and 2. Not thread-safe. */
final class InstrumentStudy {
    private final String instrument;
    private final Intake intake;
    private final QualityCore quality;
    private final StrategyCore strategies;
    private final IntakeState intakeState = new IntakeState();
    private final QualityState qualityState = new QualityState();
    private final StrategyMemories memories = new StrategyMemories();

    InstrumentStudy(Instrument instrument, NexusConfig config, Reference reference) {
        InstrumentScale scale = InstrumentScale.of(instrument);
        this.instrument = instrument.key();
        intake = new Intake(config.intake());
        quality = new QualityCore(scale, config.quality(), reference);
        strategies = new StrategyCore(scale, config.strategy());
    }

    Signaled take(MarketEvent event, ControlView control) {
        intakeState.feedTimeMs = Math.max(intakeState.feedTimeMs, event.feedTimeMs());
        Stamped stamped = new Stamped(
                StampedKind.MARKET,
                instrument,
                event,
                null,
                intake.evaluation(intakeState, event),
                null,
                false,
                control,
                intakeState.feedTimeMs,
                0);
        Verdict verdict = quality.process(qualityState, stamped, event, (closeTimeMs, closeTicks) -> {});
        return strategies.process(memories, quality.observed(qualityState, stamped, verdict), event);
    }
}
