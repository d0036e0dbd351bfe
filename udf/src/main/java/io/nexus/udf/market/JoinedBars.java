package io.nexus.udf.market;

import io.nexus.domain.market.Bar;

/** Joins closed bars to longer ones. */
final class JoinedBars {
    private JoinedBars() {}

    /** Appends the longer bar that ends with the newest short one, unless it ends later or some of its parts are missing.
     *
     * @return whether a bar was appended */
    static boolean close(BarSeries parts, BarSeries joined) {
        int count = (int) (joined.intervalMs / parts.intervalMs);
        long openMs = parts.lastCloseMs - joined.intervalMs;
        if (parts.lastCloseMs % joined.intervalMs != 0 || !parts.joins(count)) {
            return false;
        }
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        long volume = 0;
        for (int age = 0; age < count; age++) {
            int at = parts.at(age);
            high = Math.max(high, parts.high[at]);
            low = Math.min(low, parts.low[at]);
            volume += parts.volume[at];
        }
        Bar bar = new Bar(
                joined.intervalMs,
                openMs,
                parts.open[parts.at(count - 1)],
                high,
                low,
                parts.close[parts.at(0)],
                volume,
                Bar.NO_TAKER_VOLUME,
                0);
        boolean isAdmitted = joined.admits(bar);
        if (isAdmitted) {
            joined.append(bar);
        }
        return isAdmitted;
    }
}
