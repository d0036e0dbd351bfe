package io.nexus.udf.market;

/** Volume-weighted mean and deviation of the price since 00:00 UTC, the deviation by West's update
 * (1979), which subtracts nothing large from anything large. A mutable state class. */
public final class SessionVwap {
    private static final long DAY_MS = 86_400_000;

    public long dayMs = Long.MIN_VALUE;
    public double origin;
    public double volume;
    /** Lots times their distance from the origin. */
    public double sum;
    /** Lots times their squared distance from the mean. */
    public double squares;

    public long firstMs;

    /** For the serializer. */
    public SessionVwap() {}

    /** Takes a trade in; one from before the session takes no part. */
    void add(double priceTicks, double lots, long timeMs) {
        rollTo(timeMs);
        if (timeMs >= dayMs) {
            include(priceTicks, lots, timeMs);
        }
    }

    private void include(double priceTicks, double lots, long timeMs) {
        if (volume == 0) {
            origin = priceTicks;
            firstMs = timeMs;
        }
        double distance = priceTicks - origin;
        double meanBefore = volume > 0 ? sum / volume : distance;
        volume += lots;
        sum += lots * distance;
        squares += lots * (distance - meanBefore) * (distance - sum / volume);
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
        return Math.sqrt(Math.max(0, squares / volume));
    }

    /** Distance of a price from the VWAP in volume-weighted standard deviations; 0 while unknown. */
    public double sigmas(double priceTicks) {
        return isKnown() ? (priceTicks - vwapTicks()) / deviationTicks() : 0;
    }
}
