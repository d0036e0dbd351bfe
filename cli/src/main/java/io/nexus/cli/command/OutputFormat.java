package io.nexus.cli.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values look in a table. */
final class OutputFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NONE = "-";

    private OutputFormat() {}

    /** Feed time, UTC. */
    static String time(long feedTimeMs) {
        return feedTimeMs == Long.MIN_VALUE ? NONE : TIME.format(Instant.ofEpochMilli(feedTimeMs));
    }

    static String plain(@Nullable BigDecimal value) {
        return value == null
                ? NONE
                : value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static String money(@Nullable BigDecimal value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.4f", value);
    }

    static String real(@Nullable Double value, int decimals) {
        return value == null || value.isNaN() ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Seven significant digits: for prices of any size. */
    static String price(@Nullable Double value) {
        return value == null || value.isNaN() ? NONE : plain(new BigDecimal(value).round(new MathContext(7)));
    }

    static String text(@Nullable String value) {
        return value == null || value.isEmpty() ? NONE : value;
    }
}
