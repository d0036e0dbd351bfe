package io.nexus.udf.market;

/** Volume-weighted mean and deviation of the price since 00:00 UTC, from three sums relative to the session's first price. A
 * mutable state class. */
public final class SessionVwap {
    private static final long DAY_MS = 86_400_000;

    public long dayMs = Long.MIN_VALUE;
    public double origin;
    public double volume;
    public double sum;
    public double squares;
    public long firstMs;

    /** For the serializer. */
    public SessionVwap() {}

    void add(double priceTicks, double lots, long timeMs) {
        rollTo(timeMs);
        if (volume == 0) {
            origin = priceTicks;
            firstMs = timeMs;
        }
        double distance = priceTicks - origin;
        volume += lots;
        sum += lots * distance;
        squares += lots * distance * distance;
    }

    /** Starts the session of a later day, empty. */
    void rollTo(long timeMs) {
        long day = Math.floorDiv(timeMs, DAY_MS) * DAY_MS;
        if (day > dayMs) {
            dayMs = day;
            volume = 0;
            sum = 0;
            squares = 0;
        }
    }

    public boolean isKnown() {
        return volume > 0 && deviationTicks() > 0;
    }

    public double vwapTicks() {
        return volume > 0 ? origin + sum / volume : origin;
    }

    public double deviationTicks() {
        double mean = sum / volume;
        return Math.sqrt(Math.max(0, squares / volume - mean * mean));
    }

    /** Distance of a price from the VWAP in volume-weighted standard deviations; 0 while unknown. */
    public double sigmas(double priceTicks) {
        return isKnown() ? (priceTicks - vwapTicks()) / deviationTicks() : 0;
    }
}
