package io.nexus.lab.picture;

import io.nexus.domain.instrument.Instrument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reason of a signal in words for people: names, units, prices as prices. */
final class Evidence {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final int MOST_CHARACTERS = 130;

    /** What a number is. */
    private enum Unit {
        PRICE,
        DISTANCE,
        QUANTITY,
        SIGMAS,
        ATRS,
        BASIS_POINTS,
        SHARE,
        QUOTE,
        TIME,
        TIMES,
        NUMBER
    }

    /** A value's name and unit. */
    private record Meaning(String name, Unit unit) {}

    private static final Map<String, Meaning> MEANING_BY_KEY = Map.ofEntries(
            Map.entry("volumeZ", new Meaning("volume", Unit.SIGMAS)),
            Map.entry("slopeZ", new Meaning("slope of the volume delta", Unit.SIGMAS)),
            Map.entry("absorptionZ", new Meaning("absorption", Unit.SIGMAS)),
            Map.entry("flowZ", new Meaning("order flow", Unit.SIGMAS)),
            Map.entry("deltaZ", new Meaning("volume delta", Unit.SIGMAS)),
            Map.entry("vwapSigmas", new Meaning("distance from VWAP", Unit.SIGMAS)),
            Map.entry("return60Sigmas", new Meaning("60 s return", Unit.SIGMAS)),
            Map.entry("jump", new Meaning("jump", Unit.SIGMAS)),
            Map.entry("retrace", new Meaning("given back", Unit.SHARE)),
            Map.entry("vanished", new Meaning("vanished unexecuted", Unit.SHARE)),
            Map.entry("offside", new Meaning("volume offside", Unit.SHARE)),
            Map.entry("offBalance", new Meaning("off balance", Unit.SHARE)),
            Map.entry("share", new Meaning("share", Unit.SHARE)),
            Map.entry("openInterestChange", new Meaning("open interest", Unit.SHARE)),
            Map.entry("beyond", new Meaning("depth beyond against its median", Unit.TIMES)),
            Map.entry("volumeRatio", new Meaning("volume against its mean", Unit.TIMES)),
            Map.entry("rangeRatio", new Meaning("range against its median", Unit.TIMES)),
            Map.entry("bidRatio", new Meaning("bid depth", Unit.TIMES)),
            Map.entry("askRatio", new Meaning("ask depth", Unit.TIMES)),
            Map.entry("refilledSizes", new Meaning("refilled", Unit.TIMES)),
            Map.entry("executedPeaks", new Meaning("executed, in peaks shown,", Unit.TIMES)),
            Map.entry("moveThresholds", new Meaning("move against its threshold", Unit.TIMES)),
            Map.entry("priceAtr", new Meaning("price moved", Unit.ATRS)),
            Map.entry("breakAtr", new Meaning("break", Unit.ATRS)),
            Map.entry("overshootAtr", new Meaning("overshoot", Unit.ATRS)),
            Map.entry("atrTicks", new Meaning("ATR", Unit.DISTANCE)),
            Map.entry("spreadTicks", new Meaning("spread", Unit.DISTANCE)),
            Map.entry("macdSlopeTicks", new Meaning("slope of the MACD histogram", Unit.DISTANCE)),
            Map.entry("predictedBps", new Meaning("predicted return", Unit.BASIS_POINTS)),
            Map.entry("costBps", new Meaning("cost", Unit.BASIS_POINTS)),
            Map.entry("lastBarLots", new Meaning("last bar", Unit.QUANTITY)),
            Map.entry("thresholdLots", new Meaning("threshold", Unit.QUANTITY)),
            Map.entry("heavyLots", new Meaning("heavy from", Unit.QUANTITY)),
            Map.entry("meanStepLots", new Meaning("mean level", Unit.QUANTITY)),
            Map.entry("forcedUsd", new Meaning("forced orders", Unit.QUOTE)),
            Map.entry("limitUsd", new Meaning("cascade from", Unit.QUOTE)),
            Map.entry("lastBarMs", new Meaning("last bar took", Unit.TIME)),
            Map.entry("expectedMs", new Meaning("expected", Unit.TIME)),
            Map.entry("er60", new Meaning("efficiency ratio over 60 s", Unit.NUMBER)),
            Map.entry("er20", new Meaning("efficiency ratio of 20 bars", Unit.NUMBER)),
            Map.entry("rsi7", new Meaning("RSI 7", Unit.NUMBER)),
            Map.entry("imbalance", new Meaning("imbalance", Unit.NUMBER)));

    private Evidence() {}

    /** The line, as much of it as has room. */
    static String of(String why, Instrument instrument) {
        List<String> parts = new ArrayList<>();
        int length = 0;
        for (String part : SPACE.splitAsStream(why).toList()) {
            int equals = part.indexOf('=');
            if (equals <= 0 || part.contains("[")) {
                continue;
            }
            String shown = part(part.substring(0, equals), part.substring(equals + 1), instrument);
            length += shown.length() + 2;
            if (length > MOST_CHARACTERS) {
                break;
            }
            parts.add(shown);
        }
        return String.join("; ", parts);
    }

    private static String part(String key, String value, Instrument instrument) {
        Meaning meaning = meaning(key);
        Matcher number = NUMBER.matcher(value);
        String shown = number.replaceAll(found -> number(new BigDecimal(found.group()), meaning.unit(), instrument));
        return meaning.name() + ' ' + shown.replace("..", " to ") + unit(meaning.unit(), value);
    }

    private static Meaning meaning(String key) {
        Meaning known = MEANING_BY_KEY.get(key);
        if (known != null) {
            return known;
        }
        String level = PriceLevel.name(key);
        return level != null ? new Meaning(level, Unit.PRICE) : new Meaning(spelled(key), Unit.NUMBER);
    }

    /** {@code openInterestChange} as "open interest change". */
    private static String spelled(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String number(BigDecimal value, Unit unit, Instrument instrument) {
        return switch (unit) {
            case PRICE -> price(value, instrument);
            case DISTANCE -> rounded(value.multiply(instrument.tickSize()));
            case QUANTITY -> rounded(value.multiply(instrument.lotSize()));
            case SHARE -> rounded(value.movePointRight(2));
            case TIME -> rounded(value.movePointLeft(3));
            default -> rounded(value);
        };
    }

    private static String price(BigDecimal ticks, Instrument instrument) {
        double step = instrument.tickSize().doubleValue();
        return Words.number(ticks.multiply(instrument.tickSize()).doubleValue(), step);
    }

    private static String rounded(BigDecimal value) {
        BigDecimal shown = value.abs().compareTo(BigDecimal.valueOf(1_000)) >= 0
                ? value.setScale(0, java.math.RoundingMode.HALF_UP)
                : value.round(THREE_DIGITS).stripTrailingZeros();
        return shown.signum() == 0 ? "0" : shown.toPlainString();
    }

    private static String unit(Unit unit, String value) {
        if (value.contains("NaN")) {
            return "";
        }
        return switch (unit) {
            case PRICE, NUMBER, DISTANCE, QUANTITY -> "";
            case SIGMAS -> " σ";
            case ATRS -> " ATR";
            case BASIS_POINTS -> " bp";
            case SHARE -> " %";
            case QUOTE -> " quote units";
            case TIME -> " s";
            case TIMES -> "x";
        };
    }
}
