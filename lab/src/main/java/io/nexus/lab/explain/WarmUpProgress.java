package io.nexus.lab.explain;

import io.nexus.udf.market.DoubleRing;
import io.nexus.udf.market.MarketContext;
import java.util.Locale;

/** What a feature's data must have before it is known. */
@FunctionalInterface
interface WarmUpProgress {
    /** What is asked for and what is there, for people. */
    String text(MarketContext market);

    static WarmUpProgress seconds(int seconds) {
        return market -> counted(seconds, "s of mids", secondsOf(market.seconds.mids));
    }

    /** The longer one of two ways to know a return: seconds, or closed bars of a minute. */
    static WarmUpProgress secondsOrMinutes(int seconds) {
        return market -> String.format(
                Locale.ROOT,
                "%,d s of mids, has %,d, or %,d one-minute bars, has %,d",
                seconds,
                secondsOf(market.seconds.mids),
                seconds / 60,
                market.minutes.count);
    }

    static WarmUpProgress minutes(int bars) {
        return market -> counted(bars, "one-minute bars", market.minutes.count);
    }

    static WarmUpProgress trades() {
        return market -> counted(1, "trade", market.tape.trades);
    }

    static WarmUpProgress text(String text) {
        return market -> text;
    }

    /** Both; the one that is met is told too, with what it has. */
    default WarmUpProgress and(WarmUpProgress other) {
        return market -> text(market) + "; " + other.text(market);
    }

    private static String counted(long needed, String what, long has) {
        return String.format(Locale.ROOT, "%,d %s, has %,d", needed, what, has);
    }

    private static long secondsOf(DoubleRing closes) {
        return Math.max(0, closes.size - 1);
    }
}
