package io.nexus.lab.picture;

import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words in a picture. */
final class Words {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final int MOST_CHARACTERS = 130;
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
        if (ms % MINUTE_MS == 0) {
            return ms / MINUTE_MS + " min";
        }
        return ms % SECOND_MS == 0 ? ms / SECOND_MS + " s" : ms + " ms";
    }

    /** The reason with numbers of four digits; prices keep all of theirs. */
    static String reason(String why) {
        List<String> parts = new ArrayList<>();
        int length = 0;
        for (String part : SPACE.splitAsStream(why).toList()) {
            String shown = PriceLevel.in(part).isEmpty() ? rounded(part) : part;
            length += shown.length() + 2;
            if (length > MOST_CHARACTERS || shown.contains("[")) {
                break;
            }
            parts.add(shown);
        }
        return String.join("  ", parts);
    }

    private static String rounded(String part) {
        Matcher number = NUMBER.matcher(part.substring(part.indexOf('=') + 1));
        String key = part.substring(0, part.indexOf('=') + 1);
        return key
                + number.replaceAll(found -> new BigDecimal(found.group())
                        .round(FOUR_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString());
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
