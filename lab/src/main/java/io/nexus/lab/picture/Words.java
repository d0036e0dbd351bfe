package io.nexus.lab.picture;

import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words in a picture. */
final class Words {
    private static final double ROUNDING = 1e-9;
    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1000;

    private Words() {}

    static String title(Scene scene) {
        String name = name(scene.signal().strategy());
        return name + " on " + scene.instrument().key();
    }

    /** {@code order-book-imbalance} as "Order book imbalance". */
    static String name(StrategyId strategy) {
        String words = strategy.key().replace('-', ' ');
        return (words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1))
                .replace("Vwap", "VWAP")
                .replace("Lvn", "LVN");
    }

    static String signal(Scene scene) {
        Signal signal = scene.signal();
        return String.format(
                Locale.ROOT,
                "%s at %s UTC, confidence %.2f, half-life %s",
                signal.direction() > 0 ? "BUY" : "SELL",
                time("yyyy-MM-dd HH:mm:ss.SSS", scene.firedAtMs()),
                signal.confidence(),
                duration(signal.halfLifeMs()));
    }

    private static String duration(long ms) {
        if (ms < SECOND_MS) {
            return ms + " ms";
        }
        if (ms < MINUTE_MS) {
            String seconds = String.format(Locale.ROOT, "%.1f", (double) ms / SECOND_MS);
            return (ms % SECOND_MS == 0 ? ms / SECOND_MS : seconds) + " s";
        }
        long seconds = ms % MINUTE_MS / SECOND_MS;
        return ms / MINUTE_MS + " min" + (seconds == 0 ? "" : " " + seconds + " s");
    }

    /** What became of it by the triple barrier. */
    static String outcome(Scene scene) {
        ShadowTrade trade = scene.trade();
        if (trade == null) {
            return "no entry was possible: there was no touch";
        }
        double tick = scene.instrument().tickSize().doubleValue();
        String entered = "entered at " + number(trade.entryTicks() * tick, tick) + " after "
                + duration(trade.enteredAtMs() - scene.firedAtMs());
        Double net = trade.netBps();
        if (net == null) {
            return entered + "; still open at the end of the picture";
        }
        return String.format(
                Locale.ROOT,
                "%s; outcome %+.1f bp net of spread and fees after %s",
                entered,
                net,
                duration(trade.endedAtMs() - trade.enteredAtMs()));
    }

    /** A number with the decimals that tell it from its neighbours a step away. */
    static String number(double value, double step) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
        boolean isTwoAndAHalf =
                Math.abs(step * Math.pow(10, decimals) - Math.rint(step * Math.pow(10, decimals))) > ROUNDING;
        return String.format(Locale.ROOT, "%,." + (isTwoAndAHalf ? decimals + 1 : decimals) + "f", value + 0.0);
    }

    /** Feed time, UTC. */
    static String time(String pattern, long feedTimeMs) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(feedTimeMs));
    }
}
