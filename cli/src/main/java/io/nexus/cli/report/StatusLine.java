package io.nexus.cli.report;

import io.nexus.connectors.gateway.FeedGateway;
import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.domain.account.AccountSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One line that tells where a run is: feed time, rate, the funnel per layer, positions and P&L. */
public final class StatusLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A resumed gateway has received before: that is no rate. */
    private static final long NONE = -1;

    private final FeedGateway gateway;
    private final RunMonitor monitor;
    private final String note;
    private long lastReceived = NONE;
    private long lastAtMs = System.currentTimeMillis();

    /** @param note at the start of each line, where no narrow terminal cuts it off; empty = none */
    public StatusLine(FeedGateway gateway, RunMonitor monitor, String note) {
        this.gateway = gateway;
        this.monitor = monitor;
        this.note = note.isEmpty() ? "" : note + "  ";
    }

    /** The line now; rates are since the last call. */
    public String line() {
        GatewayProgress progress = gateway.progress();
        long nowMs = System.currentTimeMillis();
        double seconds = Math.max(0.001, (nowMs - lastAtMs) / 1_000.0);
        long rate = lastReceived == NONE ? 0 : Math.round((progress.received() - lastReceived) / seconds);
        lastReceived = progress.received();
        lastAtMs = nowMs;
        Map<String, Long> totals = monitor.totals();
        AccountSnapshot account = monitor.account();
        String money = account == null
                ? "no account yet"
                : String.format(
                        Locale.ROOT,
                        "%d open, equity %.2f, %s",
                        account.openPositions(),
                        account.equity(),
                        account.tradingState());
        return note
                + String.format(
                        Locale.ROOT,
                        "%s  %6d events/s  %7d evaluations  skips %s  orders %d  %s",
                        progress.feedTimeMs() == 0 ? "--" : TIME.format(Instant.ofEpochMilli(progress.feedTimeMs())),
                        rate,
                        totals.getOrDefault("evaluations", 0L),
                        skipsByLayer(totals),
                        totals.getOrDefault("entryOrders", 0L),
                        money);
    }

    private static String skipsByLayer(Map<String, Long> totals) {
        Map<String, Long> byLayer = new TreeMap<>();
        totals.forEach((name, total) -> {
            if (StoredCounts.isSkip(name)) {
                byLayer.merge(name.substring(0, 2), total, Long::sum);
            }
        });
        return byLayer.toString();
    }
}
