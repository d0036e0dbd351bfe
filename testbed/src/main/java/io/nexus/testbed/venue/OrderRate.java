package io.nexus.testbed.venue;

import io.nexus.domain.port.WallClock;

/** Counts new orders in each second of wall time. Thread-safe. */
final class OrderRate {
    private final int maxPerSecond;
    private final WallClock clock;
    private long second;
    private int count;

    /** Limits the rate.
     *
     * @param maxPerSecond 0 = no limit */
    OrderRate(int maxPerSecond, WallClock clock) {
        this.maxPerSecond = maxPerSecond;
        this.clock = clock;
    }

    /** Counts one order.
     *
     * @throws VenueRejection 429, -1015 beyond the limit */
    synchronized void count() throws VenueRejection {
        long now = Math.floorDiv(clock.nowMs(), 1000L);
        count = now == second ? count + 1 : 1;
        second = now;
        if (maxPerSecond > 0 && count > maxPerSecond) {
            throw new VenueRejection(
                    VenueRejection.TOO_MANY,
                    -1015,
                    "Too many new orders; current limit is " + maxPerSecond + " orders per SECOND.");
        }
    }
}
