package io.nexus.udf.market;

import io.nexus.domain.market.Bar;

/** Closed bars of one length and the one being built. Prices are of trades; a bar without any stands at the last price. Bars
 * of the feed take the places of bars that were not built here. A mutable state class. */
public final class BarSeries {
    private static final long DAY_MS = 86_400_000;

    public long intervalMs = 1;
    public long[] open = new long[1];
    public long[] high = new long[1];
    public long[] low = new long[1];
    public long[] close = new long[1];
    public long[] volume = new long[1];
    /** Bars closed in all; the newest stands at {@code (count - 1) % capacity}. */
    public long count;
    /** Newest bars that follow directly on one another. */
    public long contiguous;

    /** Bars closed before the newest hole of more than a day: too old to be history. */
    public long outdated;

    public long lastCloseMs;
    public boolean isBuilding;
    public long currentOpenMs;
    public long currentOpen;
    public long currentHigh;
    public long currentLow;
    public long currentClose;
    public long currentVolume;
    /** Whether the bar being built has seen a price of its own; till then it stands at the one before. */
    public boolean hasOwnPrice;

    /** For the serializer. */
    public BarSeries() {}

    /** Series of bars of a length that keeps the newest ones. */
    public BarSeries(long intervalMs, int capacity) {
        this.intervalMs = intervalMs;
        open = new long[capacity];
        high = new long[capacity];
        low = new long[capacity];
        close = new long[capacity];
        volume = new long[capacity];
    }

    /** Index of a closed bar in the arrays, 0 = newest.
     *
     * @throws IndexOutOfBoundsException if it is not kept */
    public int at(int age) {
        if (!has(age)) {
            throw new IndexOutOfBoundsException("bar " + age + " of " + count);
        }
        return (int) ((count - 1 - age) % close.length);
    }

    public boolean has(int age) {
        return age >= 0 && age < Math.min(count, close.length);
    }

    /** Whether the newest so many bars are kept and follow directly on one another. */
    boolean joins(int bars) {
        return bars <= Math.min(contiguous, close.length);
    }

    /** Whether a closed bar is kept and none is missing between it and now. */
    public boolean spans(int age) {
        return joins(age + 1) && (!isBuilding || currentOpenMs == lastCloseMs);
    }

    /** Whether a bar is missing between the newest closed one and the one being built. */
    boolean hasHoleBeforeCurrent() {
        return isBuilding && count > 0 && currentOpenMs != lastCloseMs;
    }

    /** Closed bars that follow directly on one another up to the one being built; may be more than are kept. */
    public long unbroken() {
        return hasHoleBeforeCurrent() ? 0 : contiguous;
    }

    /** Closed bars since the newest hole of more than a day; may be more than are kept. */
    public long recent() {
        boolean isOld = isBuilding && currentOpenMs - lastCloseMs > DAY_MS;
        return isOld ? 0 : count - outdated;
    }

    /** Whether the newest bar follows directly on the one before. */
    public boolean isContiguous() {
        return contiguous > 1;
    }

    /** Starts the bar that contains a time, if none is being built and that time is not covered already. */
    void start(long timeMs, long priceTicks) {
        long openMs = Math.floorDiv(timeMs, intervalMs) * intervalMs;
        if (!isBuilding && openMs >= lastCloseMs) {
            begin(openMs, priceTicks);
        }
    }

    private void begin(long openMs, long priceTicks) {
        isBuilding = true;
        currentOpenMs = openMs;
        currentOpen = priceTicks;
        currentHigh = priceTicks;
        currentLow = priceTicks;
        currentClose = priceTicks;
        currentVolume = 0;
        hasOwnPrice = false;
    }

    void price(long priceTicks, long lots) {
        if (!isBuilding) {
            return;
        }
        if (!hasOwnPrice) {
            hasOwnPrice = true;
            currentOpen = priceTicks;
            currentHigh = priceTicks;
            currentLow = priceTicks;
        }
        currentHigh = Math.max(currentHigh, priceTicks);
        currentLow = Math.min(currentLow, priceTicks);
        currentClose = priceTicks;
        currentVolume += lots;
    }

    /** Moves a bar that has seen no trade from the last price to the mid. */
    void quoteWithoutTrades(long midTicks) {
        if (isBuilding && currentVolume == 0) {
            hasOwnPrice = true;
            price(midTicks, 0);
        }
    }

    boolean isDue(long timeMs) {
        return isBuilding && currentOpenMs + intervalMs <= timeMs;
    }

    /** Closes the bar being built and begins the next one at its close. */
    void closeCurrent() {
        append(currentOpenMs, currentOpen, currentHigh, currentLow, currentClose, currentVolume);
        begin(currentOpenMs + intervalMs, currentClose);
    }

    /** Drops the bar being built; the next {@link #start} begins anew. */
    void abandon() {
        isBuilding = false;
    }

    /** Whether a bar of the feed fills a place nothing stands at. A bar of the interval being built replaces it. */
    boolean admits(Bar bar) {
        return bar.openTimeMs() >= lastCloseMs && (!isBuilding || bar.openTimeMs() <= currentOpenMs);
    }

    void append(Bar bar) {
        boolean replacesCurrent = isBuilding && bar.openTimeMs() == currentOpenMs;
        append(bar.openTimeMs(), bar.openTicks(), bar.highTicks(), bar.lowTicks(), bar.closeTicks(), bar.volumeLots());
        if (replacesCurrent) {
            begin(bar.closeTimeMs(), bar.closeTicks());
        }
    }

    private void append(long openMs, long o, long h, long l, long c, long lots) {
        if (openMs - lastCloseMs > DAY_MS) {
            outdated = count;
        }
        contiguous = count > 0 && openMs == lastCloseMs ? contiguous + 1 : 1;
        int at = (int) (count % close.length);
        open[at] = o;
        high[at] = h;
        low[at] = l;
        close[at] = c;
        volume[at] = lots;
        count++;
        lastCloseMs = openMs + intervalMs;
    }
}
