package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Bar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The newest klines of one market and symbol before a time, of every length, each bar from one row: sorted by time, a row that
 * says the same as another one counted once, two that contradict each other refused. */
final class KlineSeries {
    /** Why a file is not used whose prices nobody traded at. */
    static final String UNTRADED = "prices that are not of trades (mark, index or premium)";

    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;
    private static final int MINUTES_KEPT = 24 * 60;
    private static final int HOURS_KEPT = 32 * 24;

    private final long endMs;
    private final NavigableMap<Long, NavigableMap<Long, List<KlineRow>>> rowsByIntervalAndTime = new TreeMap<>();
    /** What an instrument gets, oldest first. */
    record Bars(List<Bar> minutes, List<Bar> hours) {}

    /** @param endMs close of the latest bar that counts */
    KlineSeries(long endMs) {
        this.endMs = endMs;
    }

    /** Whether bars of a length are of use: whole minutes that divide an hour. */
    static boolean takes(long intervalMs) {
        return intervalMs >= MINUTE_MS && HOUR_MS % intervalMs == 0;
    }

    boolean hasRows() {
        return rowsByIntervalAndTime.values().stream().anyMatch(rows -> !rows.isEmpty());
    }

    /** Rows of a bar that another row describes already. */
    int repeatedRows() {
        return rowsByIntervalAndTime.values().stream()
                .flatMap(rows -> rows.values().stream())
                .mapToInt(rows -> rows.size() - 1)
                .sum();
    }

    /** Takes the rows of a file.
     *
     * @return why nothing of it is used; empty if it is */
    String read(KlineFile file) {
        List<KlineRow> rows = new ArrayList<>();
        boolean[] isAny = new boolean[3];
        file.forEachRow(row -> {
            isAny[0] = true;
            isAny[1] |= row.isTraded();
            isAny[2] |= row.isUntradedPrice();
            if (row.openTimeMs() + file.intervalMs() <= endMs) {
                rows.add(row);
            }
        });
        if (!isAny[0]) {
            return "empty";
        }
        if (!isAny[1] && isAny[2]) {
            return UNTRADED;
        }
        if (rows.isEmpty()) {
            return "every bar of it closed after the feed's first message";
        }
        NavigableMap<Long, List<KlineRow>> known =
                rowsByIntervalAndTime.computeIfAbsent(file.intervalMs(), interval -> new TreeMap<>());
        int kept = (int) (HOURS_KEPT * HOUR_MS / file.intervalMs());
        for (KlineRow row : rows) {
            known.computeIfAbsent(row.openTimeMs(), time -> new ArrayList<>(1)).add(row);
            if (known.size() > kept) {
                known.pollFirstEntry();
            }
        }
        return "";
    }

    /** The bars, in the instrument's ticks and lots. Only the rows of these bars are read: a day of minutes, and of an hour that
     * has a row of its own no minutes.
     *
     * @throws IllegalArgumentException if a row that is needed is no kline or contradicts another; names file and line */
    Bars bars(Instrument instrument) {
        NavigableMap<Long, Bar> hours = new TreeMap<>();
        List<Bar> minutes = List.of();
        // from the longest: what an hour's own row says comes before what is joined
        for (Map.Entry<Long, NavigableMap<Long, List<KlineRow>>> entry :
                rowsByIntervalAndTime.descendingMap().entrySet()) {
            long intervalMs = entry.getKey();
            KlineBars bars = new KlineBars(instrument, intervalMs);
            if (intervalMs == HOUR_MS) {
                newest(entry.getValue().values(), HOURS_KEPT).forEach(rows -> put(bar(bars, rows), hours));
            } else {
                join(bars, entry.getValue(), HOUR_MS / intervalMs, hours);
            }
            if (intervalMs == MINUTE_MS) {
                minutes = newest(entry.getValue().values(), MINUTES_KEPT).stream()
                        .map(rows -> bar(bars, rows))
                        .toList();
            }
        }
        return new Bars(minutes, newest(hours.values(), HOURS_KEPT));
    }

    private static void put(Bar bar, Map<Long, Bar> barByTime) {
        barByTime.put(bar.openTimeMs(), bar);
    }

    /** The one bar of all rows of a time. */
    private static Bar bar(KlineBars bars, List<KlineRow> rows) {
        KlineRow first = rows.get(0);
        for (KlineRow other : rows.subList(1, rows.size())) {
            if (!first.saysTheSame(other)) {
                throw new IllegalArgumentException(first.place() + " and " + other.place()
                        + " say different things of the same bar; remove one of them");
            }
        }
        return bar(bars, first);
    }

    private static Bar bar(KlineBars bars, KlineRow row) {
        if (row.isUntradedPrice()) {
            throw new IllegalArgumentException(
                    row.place() + " moves without volume: no kline of trades; remove the row: " + row.kline());
        }
        try {
            return bars.bar(row.kline());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(row.place() + " is beyond any price or volume: " + row.kline(), e);
        } catch (IllegalArgumentException e) {
            String text = String.valueOf(e.getMessage());
            throw text.startsWith(row.source()) ? e : new IllegalArgumentException(row.place() + ": " + text, e);
        }
    }

    /** Adds the hours that are not known yet and of which every bar is there. */
    private static void join(
            KlineBars bars, NavigableMap<Long, List<KlineRow>> rows, long barsPerHour, Map<Long, Bar> hours) {
        long fromMs = rows.isEmpty() ? 0 : Math.floorDiv(rows.firstKey(), HOUR_MS) * HOUR_MS;
        long toMs = rows.isEmpty() ? 0 : rows.lastKey();
        for (long hourMs = nextHour(rows, fromMs); hourMs <= toMs; hourMs = nextHour(rows, hourMs + HOUR_MS)) {
            Collection<List<KlineRow>> hour =
                    rows.subMap(hourMs, hourMs + HOUR_MS).values();
            if (hour.size() >= barsPerHour && !hours.containsKey(hourMs)) {
                put(joined(hour.stream().map(row -> bar(bars, row)).toList()), hours);
            }
        }
    }

    /** The first hour from a time on that has rows; beyond all if there is none. */
    private static long nextHour(NavigableMap<Long, List<KlineRow>> rows, long fromMs) {
        Long next = rows.ceilingKey(fromMs);
        return next == null ? Long.MAX_VALUE : Math.floorDiv(next, HOUR_MS) * HOUR_MS;
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

    private static <T> List<T> newest(Collection<T> bars, int most) {
        return bars.stream().skip(Math.max(0, bars.size() - most)).toList();
    }
}
