package io.nexus.udf.market;

import io.nexus.domain.market.Bar;

/** Joins the last five one-minute bars to one. */
final class FiveMinutes {
    private static final int MINUTES = 5;

    private FiveMinutes() {}

    /** Appends the five minutes that end with the newest one, unless some of them are missing. */
    static void close(MarketContext market) {
        BarSeries minutes = market.minutes;
        if (!minutes.has(MINUTES - 1)) {
            return;
        }
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        long volume = 0;
        for (int age = 0; age < MINUTES; age++) {
            int at = minutes.at(age);
            high = Math.max(high, minutes.high[at]);
            low = Math.min(low, minutes.low[at]);
            volume += minutes.volume[at];
        }
        long intervalMs = market.fiveMinutes.intervalMs;
        long openMs = minutes.lastCloseMs - intervalMs;
        Bar bar = new Bar(
                intervalMs,
                openMs,
                minutes.open[minutes.at(MINUTES - 1)],
                high,
                low,
                minutes.close[minutes.at(0)],
                volume,
                Bar.NO_TAKER_VOLUME,
                0);
        if (market.fiveMinutes.admits(bar)) {
            market.fiveMinutes.append(bar);
            market.minuteOfDay.add(openMs, (double) volume);
        }
    }
}
