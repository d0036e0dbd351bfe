package io.nexus.udf.market;

import io.nexus.domain.market.Bar;
import java.util.ArrayList;
import java.util.List;

/** One-minute bars, and the volumes of hours, cut from the raw trades: a bar spans its trades; without any it leads from the last
 * price to the mid. What was under way when a silence began is dropped and leaves a hole. Bars of the feed take places that nothing stands at. */
final class NaiveBars {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    record Minute(long openMs, long open, long high, long low, long close, long volume) {}

    record Hour(long openMs, long volume) {}

    /** A day's volume, known before an event; 0 if some hour of it is missing. */
    record Day(int event, long volume) {}

    final List<Minute> minutes = new ArrayList<>();
    final List<Hour> hours = new ArrayList<>();
    final List<Day> days = new ArrayList<>();
    boolean isBuilding;
    long openMs;
    /** First event of the bar under way. */
    int firstEvent;

    /** First event that the profile has not seen: it is read when a minute closes. */
    int locatedEvent;

    private final NaiveTape tape;
    private long priceBefore;
    private boolean isHourBuilding;
    private long hourOpenMs;
    private int hourFirstEvent;
    private long hourVolumeBefore;

    NaiveBars(NaiveTape tape) {
        this.tape = tape;
    }

    void start(int event) {
        priceBefore = tape.prints.isEmpty()
                ? Math.round(tape.now().mid())
                : tape.prints.get(tape.prints.size() - 1).ticks();
        long minute = Math.floorDiv(tape.nowMs, MINUTE_MS) * MINUTE_MS;
        if (!isBuilding && minute >= lastCloseMs()) {
            isBuilding = true;
            openMs = minute;
            firstEvent = event;
        }
        long hour = Math.floorDiv(tape.nowMs, HOUR_MS) * HOUR_MS;
        if (!isHourBuilding && hour >= lastHourCloseMs()) {
            isHourBuilding = true;
            hourOpenMs = hour;
            hourFirstEvent = event;
            hourVolumeBefore = minutes.stream()
                    .filter(bar -> bar.openMs() >= hour)
                    .mapToLong(Minute::volume)
                    .sum();
        }
    }

    void advance(int event) {
        if (tape.silenceEndedBy == event) {
            isBuilding = false;
            isHourBuilding = false;
        }
        if (!isBuilding || !isHourBuilding) {
            start(event);
            boolean isNewDay = hourOpenMs / (24 * HOUR_MS) != lastHourCloseMs() / (24 * HOUR_MS);
            if (!hours.isEmpty() && isNewDay) {
                days.add(new Day(event, 0));
            }
        }
        for (; isBuilding && openMs + MINUTE_MS <= tape.nowMs; openMs += MINUTE_MS) {
            Minute bar = cut(
                    Math.round(tape.touch(event - 1).mid()),
                    tape.touch(event - 1).isKnown());
            minutes.add(bar);
            priceBefore = bar.close();
            firstEvent = event;
            locatedEvent = event;
        }
        for (; isHourBuilding && hourOpenMs + HOUR_MS <= tape.nowMs; hourOpenMs += HOUR_MS) {
            long volume = hourVolumeBefore
                    + tape.prints.stream()
                            .filter(print -> print.event() >= hourFirstEvent)
                            .mapToLong(NaiveTape.Print::lots)
                            .sum();
            closeHour(new Hour(hourOpenMs, volume));
            hourVolumeBefore = 0;
            hourFirstEvent = event;
        }
    }

    /** The bar under way, of the trades so far. */
    private Minute cut(long mid, boolean hasMid) {
        List<Long> prices = tape.prints.stream()
                .filter(print -> print.event() >= firstEvent)
                .map(NaiveTape.Print::ticks)
                .toList();
        if (prices.isEmpty()) {
            long close = hasMid ? mid : priceBefore;
            return new Minute(
                    openMs, priceBefore, Math.max(close, priceBefore), Math.min(close, priceBefore), close, 0);
        }
        long volume = tape.prints.stream()
                .filter(print -> print.event() >= firstEvent)
                .mapToLong(NaiveTape.Print::lots)
                .sum();
        return new Minute(
                openMs,
                prices.get(0),
                prices.stream().mapToLong(Long::longValue).max().orElseThrow(),
                prices.stream().mapToLong(Long::longValue).min().orElseThrow(),
                prices.get(prices.size() - 1),
                volume);
    }

    /** The bar under way as it stands; without trades it is a point. */
    Minute current() {
        return cut(priceBefore, false);
    }

    void feed(Bar bar) {
        boolean isMinute = bar.intervalMs() == MINUTE_MS;
        boolean isFree = isMinute
                ? bar.openTimeMs() >= lastCloseMs() && (!isBuilding || bar.openTimeMs() < openMs)
                : bar.openTimeMs() >= lastHourCloseMs() && (!isHourBuilding || bar.openTimeMs() < hourOpenMs);
        if (isFree && isMinute) {
            minutes.add(new Minute(
                    bar.openTimeMs(),
                    bar.openTicks(),
                    bar.highTicks(),
                    bar.lowTicks(),
                    bar.closeTicks(),
                    bar.volumeLots()));
            long thirds = bar.highTicks() + bar.lowTicks() + bar.closeTicks();
            tape.dealt.add(new NaiveTape.Dealt(tape.touches.size() - 1, bar.openTimeMs(), thirds, bar.volumeLots()));
        } else if (isFree) {
            closeHour(new Hour(bar.openTimeMs(), bar.volumeLots()));
        }
    }

    private void closeHour(Hour hour) {
        hours.add(hour);
        if ((hour.openMs() + HOUR_MS) % (24 * HOUR_MS) != 0) {
            return;
        }
        long volume = 0;
        for (int age = 0; age < 24; age++) {
            long wanted = hour.openMs() - age * HOUR_MS;
            List<Hour> found = hours.stream().filter(h -> h.openMs() == wanted).toList();
            if (found.isEmpty()) {
                days.add(new Day(tape.touches.size(), 0));
                return;
            }
            volume += found.get(0).volume();
        }
        days.add(new Day(tape.touches.size(), volume));
    }

    private long lastCloseMs() {
        return minutes.isEmpty() ? 0 : minutes.get(minutes.size() - 1).openMs() + MINUTE_MS;
    }

    private long lastHourCloseMs() {
        return hours.isEmpty() ? 0 : hours.get(hours.size() - 1).openMs() + HOUR_MS;
    }

    /** The closed bars since the newest hole, oldest first. */
    List<Minute> unbroken() {
        int from = minutes.size();
        long next = isBuilding ? openMs : lastCloseMs();
        while (from > 0 && minutes.get(from - 1).openMs() + MINUTE_MS == next) {
            next = minutes.get(--from).openMs();
        }
        return minutes.subList(from, minutes.size());
    }

    /** When the newest hole ended. */
    long brokenMs() {
        return unbroken().isEmpty()
                ? (isBuilding ? openMs : 0)
                : unbroken().get(0).openMs();
    }

    /** The closed bars since the newest hole of a day or more, oldest first. */
    List<Minute> recent() {
        int from = minutes.size();
        long next = isBuilding ? openMs : lastCloseMs();
        while (from > 0 && next - minutes.get(from - 1).openMs() - MINUTE_MS < 24 * HOUR_MS) {
            next = minutes.get(--from).openMs();
        }
        return minutes.subList(from, minutes.size());
    }

    /** A closed bar by age, 0 = the newest. */
    Minute ago(int age) {
        return minutes.get(minutes.size() - 1 - age);
    }

    /** Whether the newest n bars follow on one another up to the one under way. */
    boolean has(int n) {
        boolean reachesNow = !isBuilding || openMs == lastCloseMs();
        return reachesNow && minutes.size() >= n && ago(n - 1).openMs() == lastCloseMs() - n * MINUTE_MS;
    }

    /** The newest n closed bars and the one under way. */
    List<Minute> lastAndCurrent(int n) {
        List<Minute> found = new ArrayList<>(minutes.subList(minutes.size() - n, minutes.size()));
        found.add(current());
        return found;
    }
}
