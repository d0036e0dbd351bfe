package io.nexus.domain.book;

import java.util.Arrays;

/** One side of a book as two parallel arrays, worst price first and best price last, so that changes near the touch move
 * few entries. Not thread-safe; a mutable state class. Fields are public for the state serializer only. */
public final class BookSide {
    private static final int INITIAL_CAPACITY = 64;

    /** Whether this is the bid side: then ticks rise with the index, else they fall. */
    public boolean isBid;

    public int size;
    public long[] ticks = new long[INITIAL_CAPACITY];
    public long[] lots = new long[INITIAL_CAPACITY];
    /** Where the last search ended: a hint that changes no answer. */
    private transient int lastFound;

    /** For the serializer. */
    public BookSide() {}

    BookSide(boolean isBid) {
        this.isBid = isBid;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Price of the n-th best level, 0 = best.
     *
     * @throws IndexOutOfBoundsException if there are not that many levels */
    public long ticksAt(int depth) {
        return ticks[position(depth)];
    }

    /** Quantity of the n-th best level, 0 = best.
     *
     * @throws IndexOutOfBoundsException if there are not that many levels */
    public long lotsAt(int depth) {
        return lots[position(depth)];
    }

    /** Displayed quantity at a price; 0 if the level does not exist. */
    public long lotsAtPrice(long priceTicks) {
        int at = find(priceTicks);
        return at >= 0 ? lots[at] : 0;
    }

    /** Sets a level's quantity; zero removes it. Returns the quantity displayed there before. */
    long set(long priceTicks, long newLots) {
        int at = find(priceTicks);
        if (at >= 0) {
            long before = lots[at];
            if (newLots == 0) {
                remove(at);
            } else {
                lots[at] = newLots;
            }
            return before;
        }
        if (newLots != 0) {
            insert(-at - 1, priceTicks, newLots);
        }
        return 0;
    }

    /** Replaces all levels. Fast when they come best first, as venues send them; any order is right. */
    void replace(long[] newTicks, long[] newLots) {
        size = 0;
        for (int i = newTicks.length - 1; i >= 0; i--) {
            set(newTicks[i], newLots[i]);
        }
    }

    /** Drops levels worse than a bound (below it for bids, above it for asks). */
    void dropWorseThan(long boundTicks) {
        int keepFrom = firstWithin(boundTicks);
        if (keepFrom > 0) {
            System.arraycopy(ticks, keepFrom, ticks, 0, size - keepFrom);
            System.arraycopy(lots, keepFrom, lots, 0, size - keepFrom);
            size -= keepFrom;
        }
    }

    /** Index of the worst level that is no worse than a bound; the size if there is none. */
    public int firstWithin(long boundTicks) {
        int at = find(boundTicks);
        return at >= 0 ? at : -at - 1;
    }

    private int position(int depth) {
        if (depth < 0 || depth >= size) {
            throw new IndexOutOfBoundsException("depth " + depth + " of " + size + " levels");
        }
        return size - 1 - depth;
    }

    /** Index of a price, or -(insertion point) - 1. An update's levels come in order and close together, so it gallops from
     * where the last search ended, then halves what is left. */
    private int find(long priceTicks) {
        long sign = isBid ? 1 : -1;
        long key = sign * priceTicks;
        int from = Math.min(lastFound, size - 1);
        int low = 0;
        int high = size;
        if (from >= 0 && sign * ticks[from] < key) {
            low = from + 1;
            int probe = low;
            for (int step = 1; probe < size && sign * ticks[probe] < key; step <<= 1) {
                low = probe + 1;
                probe = from + 2 * step;
            }
            high = Math.min(probe, size);
        } else if (from >= 0) {
            high = from;
            int probe = from - 1;
            for (int step = 1; probe >= 0 && sign * ticks[probe] >= key; step <<= 1) {
                high = probe;
                probe = from - 2 * step;
            }
            low = Math.max(probe + 1, 0);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sign * ticks[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        lastFound = low;
        return low < size && ticks[low] == priceTicks ? low : -low - 1;
    }

    private void insert(int at, long priceTicks, long newLots) {
        if (size == ticks.length) {
            int capacity = size + size / 8 + INITIAL_CAPACITY;
            ticks = Arrays.copyOf(ticks, capacity);
            lots = Arrays.copyOf(lots, capacity);
        }
        System.arraycopy(ticks, at, ticks, at + 1, size - at);
        System.arraycopy(lots, at, lots, at + 1, size - at);
        ticks[at] = priceTicks;
        lots[at] = newLots;
        size++;
    }

    private void remove(int at) {
        System.arraycopy(ticks, at + 1, ticks, at, size - at - 1);
        System.arraycopy(lots, at + 1, lots, at, size - at - 1);
        size--;
    }
}
