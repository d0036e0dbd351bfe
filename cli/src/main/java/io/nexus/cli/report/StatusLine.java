package io.nexus.cli.report;

import io.nexus.connectors.gateway.FeedGateway;
import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.domain.account.AccountSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One line that says where a run is, as wide as the terminal: what one watches first comes first (trading state, equity, day
 * result, open positions, orders), then feed time, rate and funnel as far as there is room; in the warm-up its progress. */
public final class StatusLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String GAP = "  ";

    /** A resumed gateway has received before: that is no rate. */
    private static final long NONE = -1;

    private final FeedGateway gateway;
    private final RunMonitor monitor;
    private final WarmUpProgress warmUp;
    private final String note;
    private long lastReceived = NONE;
    private long lastAtMs = System.currentTimeMillis();

    /** @param note that is always shown; empty = none */
    public StatusLine(FeedGateway gateway, RunMonitor monitor, WarmUpProgress warmUp, String note) {
        this.gateway = gateway;
        this.monitor = monitor;
        this.warmUp = warmUp;
        this.note = note;
    }

    /** The line now; rates are since the last call.
     *
     * @param columns most characters */
    public String line(int columns) {
        GatewayProgress progress = gateway.progress();
        long nowMs = System.currentTimeMillis();
        double seconds = Math.max(0.001, (nowMs - lastAtMs) / 1_000.0);
        long rate = lastReceived == NONE ? 0 : Math.round((progress.received() - lastReceived) / seconds);
        lastReceived = progress.received();
        lastAtMs = nowMs;
        List<String> parts = new ArrayList<>();
        long jobFeedTimeMs = monitor.progressFeedTimeMs();
        if (warmUp.isIn(jobFeedTimeMs)) {
            parts.add(warmUp.text(jobFeedTimeMs, nowMs));
            if (!note.isEmpty()) {
                parts.add(note);
            }
            parts.add(feedTime(progress.feedTimeMs()));
            parts.add(rate + " events/s");
        } else {
            parts.addAll(watched(monitor.account(), monitor.totals()));
            if (!note.isEmpty()) {
                parts.add(1, note);
            }
            parts.add(feedTime(progress.feedTimeMs()));
            parts.add(rate + " events/s");
            parts.addAll(funnel(monitor.totals()));
        }
        return fit(parts, columns);
    }

    /** What one watches first. */
    static List<String> watched(@Nullable AccountSnapshot account, Map<String, Long> totals) {
        if (account == null) {
            return List.of("no account yet");
        }
        return List.of(
                account.tradingState().toString(),
                String.format(Locale.ROOT, "equity %.2f", account.equity()),
                String.format(Locale.ROOT, "day %+.2f %%", 100 * account.dailyPnlRatio()),
                account.openPositions() + " open",
                totals.getOrDefault("entryOrders", 0L) + " orders");
    }

    private static List<String> funnel(Map<String, Long> totals) {
        Map<String, Long> byLayer = new TreeMap<>();
        totals.forEach((name, total) -> {
            if (StoredCounts.isSkip(name)) {
                byLayer.merge(name.substring(0, 2), total, Long::sum);
            }
        });
        return List.of(totals.getOrDefault("evaluations", 0L) + " evaluations", "skips " + byLayer);
    }

    private static String feedTime(long feedTimeMs) {
        return feedTimeMs == 0 ? "--" : TIME.format(Instant.ofEpochMilli(feedTimeMs));
    }

    /** As many parts, from the first, as have room; the first is cut where it has none. */
    static String fit(List<String> parts, int columns) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            int needed = line.length() + (line.isEmpty() ? 0 : GAP.length()) + part.length();
            if (needed > columns && !line.isEmpty()) {
                break;
            }
            line.append(line.isEmpty() ? "" : GAP).append(part);
        }
        return line.length() <= columns ? line.toString() : line.substring(0, columns);
    }
}
