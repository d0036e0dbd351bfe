package io.nexus.lab.reference;

import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.lab.study.LayerStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.MarketContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a recording's instruments, once a second as Layer 1 measures them. */
final class TickSamples implements LayerStudy.Listener {
    private final InstrumentCatalog instruments;
    private final Map<String, SampleSeries> seriesByInstrument = new TreeMap<>();
    private final Map<String, Long> secondByInstrument = new HashMap<>();

    private TickSamples(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    static List<SampleSeries> of(Path recording, LayersConfig config) {
        InstrumentCatalog instruments = RecordingFolder.instruments(recording);
        TickSamples samples = new TickSamples(instruments);
        try (RecordedFeed feed = new RecordedFeed(recording, instruments, false)) {
            new LayerStudy(instruments, config).takeAll(feed, samples);
        }
        return List.copyOf(samples.seriesByInstrument.values());
    }

    @Override
    public void onEvent(MarketEvent event, Signaled signaled) {
        MarketContext market = signaled.observed().context();
        String key = event.instrument();
        Long before = secondByInstrument.put(key, market.secondEndMs);
        if (before == null || before == market.secondEndMs || !market.hasTouch) {
            return;
        }
        Instrument instrument = instruments.get(key);
        seriesByInstrument
                .computeIfAbsent(
                        key, k -> new SampleSeries(instrument.market(), instrument.symbol(), SampleSeries.Kind.TICKS))
                .add(event.feedTimeMs(), metric -> metric.value(market));
    }
}
