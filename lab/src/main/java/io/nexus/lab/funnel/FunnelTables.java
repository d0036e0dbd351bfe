package io.nexus.lab.funnel;

import io.nexus.lab.table.TextTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as two tables for a trader. */
public final class FunnelTables {
    private static final String NONE = "-";

    private FunnelTables() {}

    /** Where evaluations end, a line per gate that was met. */
    public static TextTable gates(FunnelReport report) {
        TextTable table = new TextTable(
                "gate",
                "#evaluated",
                "#passed",
                "#share",
                "#median",
                "passes if",
                "#rejected",
                "#net bp",
                "95 %",
                "#let through",
                "#net bp",
                "95 %");
        for (FunnelReport.GateLine line : report.gates()) {
            if (line.evaluated() == 0) {
                continue;
            }
            table.row(
                    line.gate(),
                    line.evaluated(),
                    line.passed(),
                    share(line.passedShare()),
                    number(line.median()),
                    line.threshold() == null ? NONE : line.condition() + ' ' + number(line.threshold()),
                    count(line.rejectedResult()),
                    mean(line.rejectedResult()),
                    interval(line.rejectedResult()),
                    count(line.passedResult()),
                    mean(line.passedResult()),
                    interval(line.passedResult()));
        }
        return table;
    }

    /** What each strategy said, a line each. */
    public static TextTable strategies(FunnelReport report) {
        TextTable table = new TextTable(
                "strategy",
                "#evaluated",
                "#signaled",
                "#fired",
                "#kept",
                "#median",
                "#kept if >=",
                "#kept",
                "#net bp",
                "95 %",
                "#left",
                "#net bp",
                "95 %");
        for (FunnelReport.StrategyLine line : report.strategies()) {
            table.row(
                    line.strategy(),
                    line.evaluated(),
                    line.signaled(),
                    line.fired(),
                    line.kept(),
                    number(line.medianConfidence()),
                    number(line.minConfidence()),
                    count(line.keptResult()),
                    mean(line.keptResult()),
                    interval(line.keptResult()),
                    count(line.leftResult()),
                    mean(line.leftResult()),
                    interval(line.leftResult()));
        }
        return table;
    }

    /** Ended, and how many the feed's end cut off. */
    private static String count(ShadowResult result) {
        return result.begun() == 0 ? NONE : result.ended() + (result.open() == 0 ? "" : "+" + result.open());
    }

    private static String mean(ShadowResult result) {
        return result.meanNetBps() == null ? NONE : String.format(Locale.ROOT, "%+.1f", result.meanNetBps());
    }

    private static String interval(ShadowResult result) {
        return result.lowBps() == null || result.highBps() == null
                ? NONE
                : String.format(Locale.ROOT, "%+.1f to %+.1f", result.lowBps(), result.highBps());
    }

    private static String share(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.2f%%", 100 * value);
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return NONE;
        }
        boolean isWhole = value == Math.rint(value);
        return isWhole ? String.valueOf(value.longValue()) : String.format(Locale.ROOT, "%.3f", value);
    }
}
