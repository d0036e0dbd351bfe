package io.nexus.lab.reference;

import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.quality.Assessment;
import io.nexus.lab.reference.CheckedInstrument.Evaluation;
import io.nexus.lab.reference.CheckedInstrument.Passes;
import io.nexus.lab.study.LayerStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.Reference;
import io.nexus.udf.quality.Assessed;
import io.nexus.udf.quality.MarketQualityConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Measures what Layer 1 says of a recording's last part, warmed by what comes before it. */
final class ReferenceCheck implements LayerStudy.Listener {
    private final MarketQualityConfig config;
    private final LayerStudy study;
    private final Map<String, List<Evaluation>> evaluationsByInstrument = new TreeMap<>();
    private final Map<String, Long> firstMsByInstrument = new TreeMap<>();
    private final Map<String, Long> lastMsByInstrument = new TreeMap<>();

    private ReferenceCheck(MarketQualityConfig config, LayerStudy study) {
        this.config = config;
        this.study = study;
    }

    /** Checks every instrument of a recording.
     *
     * @param share of each instrument's span that only warms up
     * @param referenceByInstrument from which its percentiles start */
    static List<CheckedInstrument> of(
            Path recording, LayersConfig config, double share, Function<String, Reference> referenceByInstrument) {
        InstrumentCatalog instruments = RecordingFolder.instruments(recording);
        LayerStudy study = new LayerStudy(instruments, config, referenceByInstrument);
        ReferenceCheck check = new ReferenceCheck(config.quality(), study);
        try (RecordedFeed feed = new RecordedFeed(recording, instruments, false)) {
            study.takeAll(feed, check);
        }
        return check.results(share);
    }

    @Override
    public void onEvent(MarketEvent event, Signaled signaled) {
        firstMsByInstrument.putIfAbsent(event.instrument(), event.feedTimeMs());
        lastMsByInstrument.put(event.instrument(), event.feedTimeMs());
        Assessment assessment = signaled.observed().assessment();
        Assessed assessed = study.verdict(event.instrument()).assessed();
        if (assessment == null || assessed == null) {
            return;
        }
        evaluationsByInstrument
                .computeIfAbsent(event.instrument(), key -> new ArrayList<>())
                .add(new Evaluation(
                        event.feedTimeMs(),
                        assessment.dimensions(),
                        config.formula().composite(assessment.dimensions()),
                        assessment.grade(),
                        assessed.label(),
                        assessment.engineRegime(),
                        new Passes(
                                assessment.mqScore() >= config.minScore(),
                                assessment.dimensions().liquidity() >= config.minLiquidity())));
    }

    private List<CheckedInstrument> results(double share) {
        List<CheckedInstrument> results = new ArrayList<>();
        evaluationsByInstrument.forEach((instrument, all) -> {
            long firstMs = firstMsByInstrument.getOrDefault(instrument, 0L);
            long lastMs = lastMsByInstrument.getOrDefault(instrument, 0L);
            long fromMs = firstMs + (long) (share * (lastMs - firstMs));
            List<Evaluation> measured =
                    all.stream().filter(e -> e.timeMs() > fromMs).toList();
            results.add(CheckedInstrument.of(instrument, measured));
        });
        return results;
    }
}
