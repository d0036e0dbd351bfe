package io.nexus.benchmarks;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.HourSink;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.quality.QualityCore;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.quality.QualityVerdict;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.util.HashMap;
import java.util.Map;

/** Layers 1 and 2 of all instruments of a feed, with their state, from nothing. */
final class Desks {
    private static final HourSink NOBODY = (closeTimeMs, closeTicks) -> {};

    private final LayersConfig config;
    private final InstrumentCatalog instruments;
    private final Map<String, Desk> deskByInstrument = new HashMap<>();

    /** One instrument's cores and state. */
    private record Desk(QualityCore quality, QualityState state, StrategyCore strategies, StrategyMemories memories) {}

    Desks(LayersConfig config, InstrumentCatalog instruments) {
        this.config = config;
        this.instruments = instruments;
    }

    /** Takes a message in; evaluates if one is due.
     *
     * @return confidences that pass the filter */
    int take(Stamped stamped) {
        Desk desk = desk(stamped.instrument());
        MarketEvent event = requireNonNull(stamped.market());
        boolean isEvaluation = stamped.isEvaluation();
        desk.quality.take(desk.state, event, stamped.feedTimeMs(), isEvaluation, NOBODY);
        desk.strategies.take(
                desk.memories,
                desk.state.market,
                event,
                stamped.feedTimeMs(),
                stamped.control().calibration());
        return isEvaluation ? desk.strategies.judge(desk.memories, stamped.feedTimeMs(), stamped.control()) : 0;
    }

    /** The same, and makes the records that operators hand on. */
    Signaled handOn(Stamped stamped) {
        Desk desk = desk(stamped.instrument());
        MarketEvent event = requireNonNull(stamped.market());
        QualityVerdict verdict = desk.quality.process(desk.state, stamped, event, NOBODY);
        return desk.strategies.process(desk.memories, desk.quality.observed(desk.state, stamped, verdict), event);
    }

    private Desk desk(String instrument) {
        Desk known = deskByInstrument.get(instrument);
        if (known != null) {
            return known;
        }
        InstrumentScale scale = InstrumentScale.of(instruments.get(instrument));
        Desk desk = new Desk(
                new QualityCore(scale, config.quality()),
                new QualityState(),
                new StrategyCore(scale, config.strategy()),
                new StrategyMemories());
        deskByInstrument.put(instrument, desk);
        return desk;
    }
}
