package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bars that stand before a feed's start, from kline files: a day of one-minute bars and 32 days of one-hour bars, these
 * from files of one hour, else joined from shorter klines. */
public final class KlineHistory {
    private static final String VENUE = "BINANCE";
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;
    private static final int MINUTES_KEPT = 24 * 60;
    private static final int HOURS_KEPT = 32 * 24;

    private final Instrument instrument;
    private final long endMs;
    private final Map<Long, Bar> minuteByOpenMs = new TreeMap<>();
    private final Map<Long, Bar> hourByOpenMs = new TreeMap<>();
    private final Map<Long, Bar> joinedByOpenMs = new TreeMap<>();

    private KlineHistory(Instrument instrument, long endMs) {
        this.instrument = instrument;
        this.endMs = endMs;
    }

    /** Bars of all instruments that closed by a time, as events received then, in the order of their close; minutes before
     * the hour they end.
     *
     * @param startMs feed time of the first message
     * @throws IllegalArgumentException if a file holds what is no kline */
    public static List<MarketEvent> before(long startMs, InstrumentCatalog instruments, List<KlineFile> files) {
        Map<String, KlineHistory> historyByInstrument = new TreeMap<>();
        for (KlineFile file : files) {
            Instrument instrument = instruments.find(Instrument.key(VENUE, file.market(), file.symbol()));
            if (instrument != null && HOUR_MS % file.intervalMs() == 0) {
                historyByInstrument
                        .computeIfAbsent(instrument.key(), key -> new KlineHistory(instrument, startMs))
                        .read(file);
            }
        }
        List<MarketEvent> events = new ArrayList<>();
        historyByInstrument.values().forEach(history -> history.tell(events));
        events.sort(Comparator.comparingLong(MarketEvent::exchangeTimeMs));
        return events;
    }

    private void read(KlineFile file) {
        KlineBars bars = new KlineBars(instrument, file.intervalMs());
        List<Bar> hour = new ArrayList<>();
        for (Kline kline : file.read()) {
            Bar bar = bars.bar(kline);
            if (bar.closeTimeMs() > endMs) {
                continue;
            }
            if (file.intervalMs() == HOUR_MS) {
                hourByOpenMs.put(bar.openTimeMs(), bar);
                continue;
            }
            if (file.intervalMs() == MINUTE_MS) {
                minuteByOpenMs.put(bar.openTimeMs(), bar);
            }
            if (bar.openTimeMs() % HOUR_MS == 0) {
                hour.clear();
            }
            hour.add(bar);
            if (hour.size() == HOUR_MS / file.intervalMs() && bar.closeTimeMs() % HOUR_MS == 0) {
                Bar joined = joined(hour);
                joinedByOpenMs.put(joined.openTimeMs(), joined);
            }
        }
    }

    /** One bar of an hour's bars. */
    private static Bar joined(List<Bar> bars) {
        Bar first = bars.get(0);
        long high = first.highTicks();
        long low = first.lowTicks();
        long lots = 0;
        long takerLots = 0;
        int trades = 0;
        boolean hasTaker = true;
        for (Bar bar : bars) {
            high = Math.max(high, bar.highTicks());
            low = Math.min(low, bar.lowTicks());
            lots += bar.volumeLots();
            hasTaker &= bar.takerBuyLots() != Bar.NO_TAKER_VOLUME;
            takerLots += hasTaker ? bar.takerBuyLots() : 0;
            trades += bar.trades();
        }
        return new Bar(
                HOUR_MS,
                first.openTimeMs(),
                first.openTicks(),
                high,
                low,
                bars.get(bars.size() - 1).closeTicks(),
                lots,
                hasTaker ? takerLots : Bar.NO_TAKER_VOLUME,
                trades);
    }

    private void tell(List<MarketEvent> events) {
        joinedByOpenMs.forEach(hourByOpenMs::putIfAbsent);
        tell(minuteByOpenMs, MINUTES_KEPT, events);
        tell(hourByOpenMs, HOURS_KEPT, events);
    }

    private void tell(Map<Long, Bar> bars, int kept, List<MarketEvent> events) {
        bars.values().stream().skip(Math.max(0, bars.size() - kept)).forEach(bar -> events.add(event(bar)));
    }

    private MarketEvent event(Bar bar) {
        return MarketEvent.received(MarketEventKind.BAR, instrument.key(), endMs, bar.closeTimeMs(), bar);
    }
}
