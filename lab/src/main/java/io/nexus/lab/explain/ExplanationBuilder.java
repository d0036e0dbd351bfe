package io.nexus.lab.explain;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.lab.study.InstrumentStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import io.nexus.udf.quality.Assessed;
import io.nexus.udf.strategy.StrategyMemories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an explanation off a study that has just taken an evaluation in. */
final class ExplanationBuilder {
    private final Instrument instrument;
    private final LayersConfig config;
    private final InstrumentStudy study;
    private final MarketContext market;

    ExplanationBuilder(Instrument instrument, LayersConfig config, InstrumentStudy study) {
        this.instrument = instrument;
        this.config = config;
        this.study = study;
        this.market = study.state().market;
    }

    Explanation build(long feedTimeMs) {
        SkipRecord skip = study.verdict().skip();
        Assessed assessed = study.verdict().assessed();
        QualityView view = new QualityView(config.quality(), market);
        return new Explanation(
                instrument.key(),
                feedTimeMs,
                study.evaluation(),
                market.hasTouch ? instrument.priceValue(market.midTicks()) : null,
                skip == null
                        ? null
                        : new Explanation.Skip(skip.code().code(), skip.code().meaning(), skip.detail()),
                assessed == null ? null : view.quality(assessed),
                assessed == null ? null : view.regime(assessed, study.state().regime),
                assessed == null ? null : view.volatility(assessed),
                assessed == null ? List.of() : view.gates(assessed.assessment()),
                metrics(),
                features(),
                opinions(),
                new ColdView(config.quality(), market).waits());
    }

    private List<Explanation.Measure> metrics() {
        List<Explanation.Measure> measures = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            double value = metric.value(market);
            boolean isKnown = !Double.isNaN(value);
            measures.add(new Explanation.Measure(
                    metric.name(),
                    isKnown ? value : null,
                    isKnown ? market.percentiles.rank(metric, value) : null,
                    Reference.shipped().shape(instrument.market(), metric).from()));
        }
        return measures;
    }

    private List<Explanation.Feature> features() {
        MarketFacts facts = study.verdict().facts();
        if (facts == null) {
            return List.of();
        }
        List<Explanation.Feature> features = new ArrayList<>();
        for (int i = 0; i < FeatureNotes.ALL.size(); i++) {
            FeatureNotes.Note note = FeatureNotes.ALL.get(i);
            boolean isMissing = market.isMissing(i);
            features.add(new Explanation.Feature(
                    i + 1,
                    note.name(),
                    facts.features()[i],
                    FeatureSchema.DEFINITIONS.get(i).unit(),
                    FeatureSchema.DEFINITIONS.get(i).window(),
                    percentile(note.metric()),
                    isMissing ? note.need().text(market) : null));
        }
        return features;
    }

    private @Nullable Double percentile(@Nullable Metric metric) {
        double value = metric == null ? Double.NaN : metric.value(market);
        return metric == null || Double.isNaN(value) ? null : market.percentiles.rank(metric, value);
    }

    private List<Explanation.Opinion> opinions() {
        double limit = config.strategy().minConfidence();
        List<Explanation.Opinion> opinions = new ArrayList<>();
        for (Signal signal : study.signals()) {
            opinions.add(new Explanation.Opinion(
                    signal.strategy().number(),
                    signal.strategy().key(),
                    signal.side() == null ? "NEUTRAL" : signal.side().name(),
                    signal.strength(),
                    signal.rawConfidence(),
                    signal.confidence(),
                    !signal.isNeutral() && signal.confidence() >= limit,
                    signal.isNeutral() ? null : signal.firedAtMs(),
                    signal.isNeutral() ? silence(signal.strategy().column()) : signal.why()));
        }
        return opinions;
    }

    private String silence(int column) {
        StrategyMemories memories = study.memories();
        return memories.directions[column] == 0
                ? "has not fired yet"
                : "faded: " + Side.ofSign(memories.directions[column]) + " at "
                        + Instant.ofEpochMilli(memories.firedAtMs[column]);
    }
}
