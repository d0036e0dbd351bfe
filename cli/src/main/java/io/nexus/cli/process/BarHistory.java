package io.nexus.cli.process;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which bars came before a feed's first events, and how old the newest were then. Takes events on one thread; the report may be
 * read on any. */
public final class BarHistory implements Consumer<MarketEvent> {
    /** Instruments that have sent nothing by then are reported as they are. */
    private static final long WAIT_MS = 60_000;

    private static final int MOST_LINES = 20;
    private static final int MOST_NAMED = 5;
    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 86_400_000;

    private final Map<String, History> historyByInstrument = new LinkedHashMap<>();
    private long startMs = Long.MIN_VALUE;
    private int started;
    private volatile @Nullable List<String> report;

    /** Bars of one instrument. */
    private static final class History {
        private long minutes;
        private long minutesEndMs;
        private long hours;
        private long hoursEndMs;
        private long receivedMs;
        private long firstEventMs = Long.MIN_VALUE;

        void add(Bar bar, long feedTimeMs) {
            receivedMs = feedTimeMs;
            if (bar.intervalMs() == HOUR_MS) {
                hours++;
                hoursEndMs = Math.max(hoursEndMs, bar.closeTimeMs());
            } else if (bar.intervalMs() == MINUTE_MS) {
                minutes++;
                minutesEndMs = Math.max(minutesEndMs, bar.closeTimeMs());
            }
        }

        boolean isNone() {
            return minutes + hours == 0;
        }

        /** Whether bars ended more than one of their intervals before they came. */
        boolean isTooOld() {
            return (minutes > 0 && receivedMs - minutesEndMs > MINUTE_MS)
                    || (hours > 0 && receivedMs - hoursEndMs > HOUR_MS);
        }
    }

    public BarHistory(InstrumentCatalog instruments) {
        for (Instrument instrument : instruments.all()) {
            historyByInstrument.put(instrument.key(), new History());
        }
    }

    @Override
    public void accept(MarketEvent event) {
        if (report != null) {
            return;
        }
        History history = historyByInstrument.get(event.instrument());
        if (history != null && event.bar() != null) {
            history.add(event.bar(), event.feedTimeMs());
        } else if (history != null && event.kind() != MarketEventKind.END) {
            start(history, event.feedTimeMs());
        }
        boolean isOver = startMs != Long.MIN_VALUE && event.feedTimeMs() - startMs >= WAIT_MS;
        if (started == historyByInstrument.size() || isOver || event.kind() == MarketEventKind.END) {
            historyByInstrument.values().forEach(each -> start(each, event.feedTimeMs()));
            report = historyByInstrument.size() <= MOST_LINES ? table() : sum();
        }
    }

    private void start(History history, long feedTimeMs) {
        if (history.firstEventMs == Long.MIN_VALUE) {
            history.firstEventMs = feedTimeMs;
            startMs = startMs == Long.MIN_VALUE ? feedTimeMs : startMs;
            started++;
        }
    }

    /** The report in lines: of up to twenty instruments one each, of more a sum; empty until all have sent an event, or a minute
     * has passed since the first. */
    public List<String> lines() {
        List<String> known = report;
        return known == null ? List.of() : known;
    }

    /** A line for each history, with all instruments that have it. */
    private List<String> table() {
        Map<String, List<String>> instrumentsByText = new LinkedHashMap<>();
        historyByInstrument.forEach((instrument, history) -> {
            String text = part(history.minutes, "of 1 min", history.firstEventMs - history.minutesEndMs)
                    + ", " + part(history.hours, "of 1 h", history.firstEventMs - history.hoursEndMs)
                    + (history.isTooOld() ? ": TOO OLD, it stays cold until it has made its own" : "");
            instrumentsByText.computeIfAbsent(text, unused -> new ArrayList<>()).add(instrument);
        });
        List<String> lines = new ArrayList<>();
        instrumentsByText.forEach((text, instruments) -> {
            boolean isWhole = instruments.size() > 1 && instruments.size() == historyByInstrument.size();
            String whose = isWhole ? "each of " + instruments.size() + " instruments" : String.join(", ", instruments);
            lines.add("bars before the feed of " + whose + ": " + text);
        });
        return List.copyOf(lines);
    }

    private static String part(long bars, String length, long ageMs) {
        return bars == 0 ? "none " + length : bars + " " + length + ", the newest " + age(ageMs) + " old";
    }

    private List<String> sum() {
        long minutes = 0;
        long hours = 0;
        List<String> without = new ArrayList<>();
        List<String> old = new ArrayList<>();
        for (Map.Entry<String, History> entry : historyByInstrument.entrySet()) {
            History history = entry.getValue();
            minutes += history.minutes;
            hours += history.hours;
            if (history.isNone()) {
                without.add(entry.getKey());
            } else if (history.isTooOld()) {
                old.add(entry.getKey());
            }
        }
        String sum = "bars before the feed of " + historyByInstrument.size() + " instruments: " + minutes
                + " of 1 min, " + hours + " of 1 h";
        return List.of(sum + named("; without any: ", without) + named("; TOO OLD, they stay cold: ", old));
    }

    private static String named(String what, List<String> instruments) {
        if (instruments.isEmpty()) {
            return "";
        }
        int shown = Math.min(MOST_NAMED, instruments.size());
        String more = shown < instruments.size() ? ", ..." : "";
        return what + instruments.size() + " (" + String.join(", ", instruments.subList(0, shown)) + more + ")";
    }

    /** An age in its two largest units. */
    private static String age(long ms) {
        if (ms >= DAY_MS) {
            return ms / DAY_MS + " d " + ms % DAY_MS / HOUR_MS + " h";
        }
        if (ms >= HOUR_MS) {
            return ms / HOUR_MS + " h " + ms % HOUR_MS / MINUTE_MS + " min";
        }
        return ms >= MINUTE_MS ? ms / MINUTE_MS + " min " + ms % MINUTE_MS / SECOND_MS + " s" : ms / SECOND_MS + " s";
    }
}
