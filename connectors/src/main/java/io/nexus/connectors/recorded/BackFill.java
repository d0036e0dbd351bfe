package io.nexus.connectors.recorded;

import io.nexus.domain.feature.FeatureDefinition;
import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.market.MarketEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bars that come before a feed's first message, and where they are from.
 *
 * @param startMs feed time of that message
 * @param bars as events, in the order of their close
 * @param instruments what each instrument of the feed got, by key
 * @param skipped files that were not read, or of which nothing was used, and why
 * @param repeatedRows rows that said the same of the same bar as another one */
public record BackFill(
        long startMs,
        List<MarketEvent> bars,
        List<InstrumentBars> instruments,
        List<SkippedFile> skipped,
        int repeatedRows) {
    /** Without klines. */
    public static final BackFill NONE = new BackFill(0, List.of(), List.of(), List.of(), 0);

    /** Features over one-minute bars, which are missing until enough minutes of the feed itself have closed. */
    public static final List<String> MINUTE_FEATURES = FeatureSchema.DEFINITIONS.stream()
            .filter(feature -> (feature.window() + feature.meaning()).contains("bars of 1 min")
                    || feature.meaning().contains("one-minute"))
            .map(FeatureDefinition::name)
            .toList();

    private static final int MOST_NAMED = 20;

    /** A file below the folder that gave no bar.
     *
     * @param path below the folder */
    public record SkippedFile(Path path, String reason) {}

    /** What one instrument got.
     *
     * @param newestMinuteCloseMs 0 without minutes
     * @param newestHourCloseMs 0 without hours
     * @param standIn market whose klines stand for its own; null where they are its own */
    public record InstrumentBars(
            String instrument,
            int minutes,
            long newestMinuteCloseMs,
            int hours,
            long newestHourCloseMs,
            @Nullable String standIn) {
        private static final long MINUTE_MS = 60_000;

        boolean isAny() {
            return minutes > 0 || hours > 0;
        }

        /** For people: how many bars, of which age at the feed's start. */
        public String text(long startMs) {
            String from = standIn == null ? "" : ", of " + standIn + " klines that stand in";
            return part("hours", hours, newestHourCloseMs, startMs) + ", "
                    + part("minutes", minutes, newestMinuteCloseMs, startMs) + from;
        }

        private static String part(String unit, int count, long newestCloseMs, long startMs) {
            return count == 0
                    ? "no " + unit
                    : count + " " + unit + " to " + Instant.ofEpochMilli(newestCloseMs) + " ("
                            + (startMs - newestCloseMs) / MINUTE_MS + " min before the first message)";
        }
    }

    private static String named(List<String> names) {
        String most = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return most + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more (see the log)" : "");
    }

    /** Instruments that got bars. */
    public List<InstrumentBars> filled() {
        return instruments.stream().filter(InstrumentBars::isAny).toList();
    }

    private Map<String, List<String>> skippedByReason() {
        Map<String, List<String>> names = new TreeMap<>();
        for (SkippedFile file : skipped) {
            names.computeIfAbsent(file.reason(), reason -> new ArrayList<>()).add(String.valueOf(file.path()));
        }
        return names;
    }

    /** Instruments without a one-minute bar. */
    public List<String> withoutMinutes() {
        return instruments.stream()
                .filter(bars -> bars.minutes() == 0)
                .map(InstrumentBars::instrument)
                .toList();
    }

    /** For people: what each instrument got, which features stay missing, and every file that was not used. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (InstrumentBars bars : filled()) {
            lines.add("bars before " + bars.instrument() + ": " + bars.text(startMs));
        }
        List<String> without = instruments.stream()
                .filter(bars -> !bars.isAny())
                .map(InstrumentBars::instrument)
                .toList();
        if (!without.isEmpty()) {
            lines.add("no bars before " + named(without));
        }
        if (!withoutMinutes().isEmpty()) {
            lines.add("without minutes these features are missing at first: " + String.join(", ", MINUTE_FEATURES));
        }
        if (repeatedRows > 0) {
            lines.add("klines: " + repeatedRows + " rows repeat another one and count once");
        }
        skippedByReason().forEach((reason, names) -> {
            String most = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
            String more =
                    names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more (see the log)" : "";
            lines.add("klines not used, " + reason + ": " + most + more);
        });
        return lines;
    }
}
