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
        int keepFrom = find(boundTicks);
        if (keepFrom < 0) {
            keepFrom = -keepFrom - 1;
        }
        if (keepFrom > 0) {
            System.arraycopy(ticks, keepFrom, ticks, 0, size - keepFrom);
            System.arraycopy(lots, keepFrom, lots, 0, size - keepFrom);
            size -= keepFrom;
        }
    }

    private int position(int depth) {
        if (depth < 0 || depth >= size) {
            throw new IndexOutOfBoundsException("depth " + depth + " of " + size + " levels");
        }
        return size - 1 - depth;
    }

    /** Index of a price, or -(insertion point) - 1. Most changes are near the touch, so it gallops from the best. */
    private int find(long priceTicks) {
        int high = size - 1;
        int step = 1;
        int low = high;
        while (low >= 0 && isBetter(ticks[low], priceTicks)) {
            high = low - 1;
            low -= step;
            step <<= 1;
        }
        low = Math.max(low, 0);
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long at = ticks[middle];
            if (at == priceTicks) {
                return middle;
            }
            if (isBetter(at, priceTicks)) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return -low - 1;
    }

    private boolean isBetter(long a, long b) {
        return isBid ? a > b : a < b;
    }

    private void insert(int at, long priceTicks, long newLots) {
        if (size == ticks.length) {
            ticks = Arrays.copyOf(ticks, size * 2);
            lots = Arrays.copyOf(lots, size * 2);
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
