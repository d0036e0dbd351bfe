package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bars that are before a feed's start, from kline files: a day of one-minute bars and 32 days of one-hour bars. */
public final class KlineHistory {
    private static final Logger LOG = LoggerFactory.getLogger(KlineHistory.class);
    private static final String VENUE = "BINANCE";

    private final long startMs;
    private final Path root;
    private final @Nullable Market standsFor;
    private final Map<String, KlineSeries> seriesByMarketAndSymbol = new TreeMap<>();
    private final List<BackFill.SkippedFile> skipped = new ArrayList<>();

    private KlineHistory(long startMs, Path root, @Nullable Market standsFor) {
        this.startMs = startMs;
        this.root = root;
        this.standsFor = standsFor;
    }

    /** Bars of all instruments that closed by a time, as events received then, in the order of their close; minutes before
     * the hour they end.
     *
     * @param startMs feed time of the first message
     * @param standsFor market whose instruments take the klines of another market where they have none of their own, by
     *     symbol; null = none
     * @throws IllegalArgumentException if a row that is needed is no kline, contradicts itself or another row; names file
     *     and line */
    public static BackFill before(
            long startMs, InstrumentCatalog instruments, KlineFolder folder, @Nullable Market standsFor) {
        KlineHistory history = new KlineHistory(startMs, folder.root(), standsFor);
        history.skipped.addAll(folder.skipped());
        Map<String, List<Instrument>> wanted = history.wanted(instruments);
        for (KlineFile file : folder.files()) {
            history.read(file, wanted);
        }
        return history.fill(instruments);
    }

    /** Who takes klines, by their market and symbol. */
    private Map<String, List<Instrument>> wanted(InstrumentCatalog instruments) {
        Map<String, List<Instrument>> wanted = new LinkedHashMap<>();
        for (Instrument instrument : instruments.all()) {
            if (instrument.venue().equals(VENUE)) {
                for (Market market : Market.values()) {
                    if (market == instrument.market() || instrument.market() == standsFor) {
                        wanted.computeIfAbsent(key(market, instrument.symbol()), key -> new ArrayList<>())
                                .add(instrument);
                    }
                }
            }
        }
        return wanted;
    }

    private static String key(Market market, String symbol) {
        return market + "|" + symbol.toUpperCase(Locale.ROOT);
    }

    private void read(KlineFile file, Map<String, List<Instrument>> wanted) {
        String key = key(file.market(), file.symbol());
        if (!wanted.containsKey(key)) {
            skip(file, "not of an instrument of the feed");
        } else if (!KlineSeries.takes(file.intervalMs())) {
            skip(file, "of a length that does not divide an hour into whole minutes");
        } else {
            String reason = seriesByMarketAndSymbol
                    .computeIfAbsent(key, k -> new KlineSeries(startMs))
                    .read(file);
            if (!reason.isEmpty()) {
                skip(file, reason);
            }
        }
    }

    private void skip(KlineFile file, String reason) {
        Path path = root.relativize(file.path());
        skipped.add(new BackFill.SkippedFile(path, reason));
        LOG.info("klines not used: {}: {}", path, reason);
    }

    private BackFill fill(InstrumentCatalog instruments) {
        List<MarketEvent> events = new ArrayList<>();
        List<BackFill.InstrumentBars> filled = new ArrayList<>();
        for (Instrument instrument : instruments.all()) {
            filled.add(fill(instrument, events));
        }
        events.sort(Comparator.comparingLong(MarketEvent::exchangeTimeMs));
        int repeated = seriesByMarketAndSymbol.values().stream()
                .mapToInt(KlineSeries::repeatedRows)
                .sum();
        return new BackFill(startMs, List.copyOf(events), List.copyOf(filled), List.copyOf(skipped), repeated);
    }

    private BackFill.InstrumentBars fill(Instrument instrument, List<MarketEvent> events) {
        Market source = source(instrument);
        KlineSeries series = source == null ? null : seriesByMarketAndSymbol.get(key(source, instrument.symbol()));
        if (source == null || series == null) {
            return new BackFill.InstrumentBars(instrument.key(), 0, 0, 0, 0, null);
        }
        KlineSeries.Bars bars = series.bars(instrument);
        bars.minutes().forEach(bar -> events.add(event(instrument, bar)));
        bars.hours().forEach(bar -> events.add(event(instrument, bar)));
        return new BackFill.InstrumentBars(
                instrument.key(),
                bars.minutes().size(),
                newestCloseMs(bars.minutes()),
                bars.hours().size(),
                newestCloseMs(bars.hours()),
                source == instrument.market() ? null : source.name());
    }

    /** Its own market where that has rows; else, where klines stand for it, the first market that has. Never both: prices of
     * two markets in one series would jump. */
    private @Nullable Market source(Instrument instrument) {
        if (hasRows(instrument.market(), instrument)) {
            return instrument.market();
        }
        if (instrument.market() == standsFor) {
            for (Market market : Market.values()) {
                if (hasRows(market, instrument)) {
                    return market;
                }
            }
        }
        return null;
    }

    private boolean hasRows(Market market, Instrument instrument) {
        KlineSeries series = seriesByMarketAndSymbol.get(key(market, instrument.symbol()));
        return series != null && series.hasRows();
    }

    private static long newestCloseMs(List<Bar> bars) {
        return bars.isEmpty() ? 0 : bars.get(bars.size() - 1).closeTimeMs();
    }

    private MarketEvent event(Instrument instrument, Bar bar) {
        return MarketEvent.received(MarketEventKind.BAR, instrument.key(), startMs, bar.closeTimeMs(), bar);
    }
}
