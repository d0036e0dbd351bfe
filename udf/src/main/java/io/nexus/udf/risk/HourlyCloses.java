package io.nexus.udf.risk;

import java.util.Arrays;

/** The last hourly closes of one instrument, for value at risk and beta. A mutable state class; fields are public for the
 * serializer. */
public final class HourlyCloses {
    /** Closes kept: 30 days and the one before the first return. */
    public static final int CAPACITY = 721;

    private static final long HOUR_MS = 3_600_000;

    /** Close by hour modulo capacity; NaN where the feed had none. */
    public double[] closes = new double[CAPACITY];
    /** Hour of the newest close since the epoch; {@code Long.MIN_VALUE} before the first. */
    public long lastHour = Long.MIN_VALUE;

    public HourlyCloses() {
        Arrays.fill(closes, Double.NaN);
    }

    /** Takes a close; hours in between without one stay unknown. Hours older than the window are of no use and ignored.
     *
     * @param close in quote units; not positive = unknown */
    void add(long closeTimeMs, double close) {
        long hour = Math.floorDiv(closeTimeMs, HOUR_MS);
        if (lastHour == Long.MIN_VALUE) {
            lastHour = hour;
        }
        for (long missing = Math.max(lastHour + 1, hour - CAPACITY + 1); missing < hour; missing++) {
            closes[index(missing)] = Double.NaN;
        }
        if (hour > lastHour - CAPACITY) {
            closes[index(hour)] = close > 0 ? close : Double.NaN;
            lastHour = Math.max(lastHour, hour);
        }
    }

    /** Simple return over the hour that ends at {@code hour}; NaN if one of its closes is unknown. */
    double returnAt(long hour) {
        if (hour > lastHour || hour <= lastHour - CAPACITY + 1) {
            return Double.NaN;
        }
        return closes[index(hour)] / closes[index(hour - 1)] - 1;
    }

    private static int index(long hour) {
        return (int) Math.floorMod(hour, (long) CAPACITY);
    }
}
