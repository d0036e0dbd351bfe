package io.nexus.lab.plant;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.market.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One side of a book as others see it, and what a pattern shows or thins there. Not thread-safe. */
final class PlantedSide {
    private final Side side;
    private final NavigableMap<Long, Long> shownLotsByTicks = new TreeMap<>();
    private NavigableMap<Long, Long> seenLotsByTicks;
    private long thinFromTicks;
    private double thinShare = 1;

    PlantedSide(Side side) {
        this.side = side;
        seenLotsByTicks = empty();
    }

    /** Best first. */
    private NavigableMap<Long, Long> empty() {
        return side == Side.BUY ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
    }

    boolean isEmpty() {
        return seenLotsByTicks.isEmpty();
    }

    boolean isPlanted() {
        return !shownLotsByTicks.isEmpty() || thinShare < 1;
    }

    long bestTicks() {
        return seenLotsByTicks.firstKey();
    }

    long lotsAt(long ticks) {
        return seenLotsByTicks.getOrDefault(ticks, 0L);
    }

    long ticksAt(int depth) {
        return seenLotsByTicks.keySet().stream()
                .skip(Math.min(depth, seenLotsByTicks.size() - 1L))
                .findFirst()
                .orElseThrow();
    }

    void show(long ticks, long lots) {
        shownLotsByTicks.put(ticks, lots);
    }

    void release(long ticks) {
        shownLotsByTicks.remove(ticks);
    }

    void thin(long fromTicks, double share) {
        thinFromTicks = fromTicks;
        thinShare = share;
    }

    void releaseAll() {
        shownLotsByTicks.clear();
        thinShare = 1;
    }

    /** Sets levels that nothing covers. */
    void apply(long[] ticks, long[] lots) {
        for (int i = 0; i < ticks.length; i++) {
            if (lots[i] == 0) {
                seenLotsByTicks.remove(ticks[i]);
            } else {
                seenLotsByTicks.put(ticks[i], lots[i]);
            }
        }
    }

    /** Sees the underlying levels anew, moved by some ticks, without those that would cross what the other side shows. */
    Levels refresh(BookSide underneath, long shiftTicks, PlantedSide other) {
        NavigableMap<Long, Long> before = seenLotsByTicks;
        seenLotsByTicks = empty();
        for (int i = 0; i < underneath.size; i++) {
            long ticks = underneath.ticks[i] + shiftTicks;
            if (!other.isCrossedBy(ticks)) {
                seenLotsByTicks.put(ticks, thinned(ticks, underneath.lots[i]));
            }
        }
        shownLotsByTicks.forEach((ticks, lots) -> {
            if (lots > 0) {
                seenLotsByTicks.put(ticks, lots);
            } else {
                seenLotsByTicks.remove(ticks);
            }
        });
        return changesSince(before);
    }

    /** Whether a level of the other side at a price would cross one that is shown here. */
    private boolean isCrossedBy(long ticks) {
        return shownLotsByTicks.entrySet().stream()
                .anyMatch(shown -> shown.getValue() > 0 && side.sign() * (shown.getKey() - ticks) >= 0);
    }

    private long thinned(long ticks, long lots) {
        boolean isOutside = side.sign() * (thinFromTicks - ticks) >= 0;
        return isOutside && thinShare < 1 ? Math.max(1, Math.round(lots * thinShare)) : lots;
    }

    private Levels changesSince(NavigableMap<Long, Long> before) {
        List<Long> ticks = new ArrayList<>();
        List<Long> lots = new ArrayList<>();
        seenLotsByTicks.forEach((price, now) -> {
            if (!now.equals(before.get(price))) {
                ticks.add(price);
                lots.add(now);
            }
        });
        before.keySet().stream()
                .filter(price -> !seenLotsByTicks.containsKey(price))
                .forEach(price -> {
                    ticks.add(price);
                    lots.add(0L);
                });
        return new Levels(array(ticks), array(lots));
    }

    /** All that is seen, best first. */
    Levels levels() {
        return new Levels(array(List.copyOf(seenLotsByTicks.keySet())), array(List.copyOf(seenLotsByTicks.values())));
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** Prices and what stands there, parallel. */
    record Levels(long[] ticks, long[] lots) {
        boolean isEmpty() {
            return ticks.length == 0;
        }
    }
}
