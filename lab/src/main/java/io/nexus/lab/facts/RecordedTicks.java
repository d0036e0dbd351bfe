package io.nexus.lab.facts;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The ticks of a recording, each instrument split by its own time. */
final class RecordedTicks {
    private final Path folder;
    private final InstrumentCatalog catalog;
    private final Map<String, Span> spanByInstrument = new TreeMap<>();

    /** @throws java.io.UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if the folder holds no recording */
    RecordedTicks(Path folder) {
        this.folder = folder;
        catalog = RecordingFolder.instruments(folder);
        each(event -> span(event.instrument()).include(event.feedTimeMs()));
    }

    /** Facts of each instrument inside a part of its time, by market. */
    Map<Market, List<StylizedFacts>> measure(Part part) {
        Map<String, TickMeter> meters = new TreeMap<>();
        each(event -> meters.computeIfAbsent(event.instrument(), key -> meter(key, part))
                .take(event));
        Map<Market, List<StylizedFacts>> measured = new EnumMap<>(Market.class);
        meters.forEach((key, meter) -> measured.computeIfAbsent(catalog.get(key).market(), market -> new ArrayList<>())
                .add(StylizedFacts.ofTicks(meter)));
        return measured;
    }

    private TickMeter meter(String instrument, Part part) {
        Span span = span(instrument);
        long fromMs = span.at(part.from());
        return new TickMeter(catalog.get(instrument).market(), fromMs, span.at(part.to()));
    }

    private Span span(String instrument) {
        return spanByInstrument.computeIfAbsent(instrument, key -> new Span());
    }

    /** What can't be read passes by. */
    private void each(Consumer<MarketEvent> taker) {
        try (RecordedFeed feed = new RecordedFeed(folder, catalog, false)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                if (message.event() != null) {
                    taker.accept(message.event());
                }
            }
        }
    }

    /** From an instrument's first message to just after its last. */
    private static final class Span {
        private long fromMs = Long.MAX_VALUE;
        private long toMs = Long.MIN_VALUE;

        void include(long feedTimeMs) {
            fromMs = Math.min(fromMs, feedTimeMs);
            toMs = Math.max(toMs, feedTimeMs + 1);
        }

        /** When a share of it is over. */
        long at(double share) {
            return fromMs + (long) (share * (toMs - fromMs));
        }
    }
}
