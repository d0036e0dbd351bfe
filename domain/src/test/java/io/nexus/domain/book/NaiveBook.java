package io.nexus.domain.book;

import io.nexus.domain.market.BookUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The oracle: two sorted maps, levels put and removed. */
final class NaiveBook {
    final NavigableMap<Long, Long> bids = new TreeMap<>();
    final NavigableMap<Long, Long> asks = new TreeMap<>();

    void apply(BookUpdate update) {
        put(bids, update.bidTicks(), update.bidLots());
        put(asks, update.askTicks(), update.askLots());
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey();
    }

    /** Levels best first as {@code ticks:lots}. */
    List<String> levels(boolean isBid) {
        List<String> levels = new ArrayList<>();
        for (Map.Entry<Long, Long> level : (isBid ? bids.descendingMap() : asks).entrySet()) {
            levels.add(level.getKey() + ":" + level.getValue());
        }
        return levels;
    }

    static List<String> levels(BookSide side) {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < side.size; i++) {
            levels.add(side.ticksAt(i) + ":" + side.lotsAt(i));
        }
        return levels;
    }

    /** What stands at some prices; 0 where nothing does. */
    static long[] lots(NavigableMap<Long, Long> side, long[] ticks) {
        return Arrays.stream(ticks).map(at -> side.getOrDefault(at, 0L)).toArray();
    }

    private static void put(NavigableMap<Long, Long> side, long[] ticks, long[] lots) {
        for (int i = 0; i < ticks.length; i++) {
            if (lots[i] == 0) {
                side.remove(ticks[i]);
            } else {
                side.put(ticks[i], lots[i]);
            }
        }
    }
}
