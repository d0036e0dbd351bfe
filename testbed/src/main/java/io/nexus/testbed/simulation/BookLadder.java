package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** One side of a book: a level at every tick from the touch outwards, and the same as last published, so that a delta is
 * their difference. Not thread-safe. */
final class BookLadder {
    private final boolean isBid;
    private final long[] lots;
    private final long[] publishedLots;
    private long topTicks;
    private long publishedTopTicks;

    BookLadder(boolean isBid, int levels, long topTicks) {
        this.isBid = isBid;
        this.topTicks = topTicks;
        publishedTopTicks = topTicks;
        lots = new long[levels];
        publishedLots = new long[levels];
    }

    int size() {
        return lots.length;
    }

    long topTicks() {
        return topTicks;
    }

    long lotsAt(int depth) {
        return lots[depth];
    }

    long ticksAt(int depth) {
        return isBid ? topTicks - depth : topTicks + depth;
    }

    void set(int depth, long newLots) {
        lots[depth] = newLots;
    }

    /** Moves the touch; levels keep their price. Returns how many levels are new at the touch (positive: the side came
     * closer) or at the far end (negative); the caller fills them. */
    int moveTop(long newTopTicks) {
        long closer = isBid ? newTopTicks - topTicks : topTicks - newTopTicks;
        int by = (int) Math.max(-lots.length, Math.min(lots.length, closer));
        if (by > 0) {
            System.arraycopy(lots, 0, lots, by, lots.length - by);
        } else if (by < 0) {
            System.arraycopy(lots, -by, lots, 0, lots.length + by);
        }
        topTicks = newTopTicks;
        return by;
    }

    boolean isTouchChanged() {
        return topTicks != publishedTopTicks || lots[0] != publishedLots[0];
    }

    /** Writes the changed levels, best first, and returns how many.
     *
     * @param ticks room for two ladders
     * @param newLots parallel to {@code ticks}; 0 = the level is gone */
    int changes(long[] ticks, long[] newLots) {
        long top = key(topTicks);
        long publishedTop = key(publishedTopTicks);
        int count = 0;
        int here = 0;
        int there = 0;
        while (here < lots.length || there < lots.length) {
            long nowKey = here < lots.length ? top - here : Long.MIN_VALUE;
            long thenKey = there < lots.length ? publishedTop - there : Long.MIN_VALUE;
            long now = nowKey >= thenKey ? lots[here++] : 0;
            long then = thenKey >= nowKey ? publishedLots[there++] : 0;
            if (now != then) {
                ticks[count] = isBid ? Math.max(nowKey, thenKey) : -Math.max(nowKey, thenKey);
                newLots[count++] = now;
            }
        }
        return count;
    }

    private long key(long priceTicks) {
        return isBid ? priceTicks : -priceTicks;
    }

    void markPublished() {
        publishedTopTicks = topTicks;
        System.arraycopy(lots, 0, publishedLots, 0, lots.length);
    }

    long[] allTicks() {
        long[] ticks = new long[lots.length];
        Arrays.setAll(ticks, this::ticksAt);
        return ticks;
    }

    long[] allLots() {
        return lots.clone();
    }

    /** Only between publications. */
    void write(DataOutput out) throws IOException {
        out.writeLong(topTicks);
        for (long level : lots) {
            out.writeLong(level);
        }
    }

    void read(DataInput in) throws IOException {
        topTicks = in.readLong();
        for (int i = 0; i < lots.length; i++) {
            lots[i] = in.readLong();
        }
        markPublished();
    }
}
