package io.nexus.udf.market;

import java.util.Arrays;

/** Mean volume of each five minutes of the day over 14 days. A mutable state class. */
public final class MinuteOfDayVolume {
    private static final int SLOTS = 288;
    private static final double ALPHA = -Math.expm1(-1.0 / 14);

    public double[] means = new double[SLOTS];
    public int[] days = new int[SLOTS];

    /** For the serializer. */
    public MinuteOfDayVolume() {}

    void add(long openTimeMs, double lots) {
        int slot = slot(openTimeMs);
        days[slot]++;
        means[slot] += Math.max(ALPHA, 1.0 / days[slot]) * (lots - means[slot]);
    }

    /** Forgets all days: at least one whole day is missing. */
    void clear() {
        Arrays.fill(means, 0);
        Arrays.fill(days, 0);
    }

    /** Volume of the last five minutes against the mean at this time of day; NaN without a day of history or volume. */
    public double ratio(double lots, long timeMs) {
        int slot = slot(timeMs);
        return days[slot] > 0 && means[slot] > 0 ? lots / means[slot] : Double.NaN;
    }

    private static int slot(long timeMs) {
        return (int) (Math.floorMod(timeMs, 86_400_000L) / 300_000);
    }
}
