package io.nexus.cli.report;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what of a run is worth waking somebody for: each turn is told once. Not thread-safe. */
public final class AlertRules {
    private final long silentAfterMs;
    private @Nullable TradingState state;
    private long progressFeedTimeMs = Long.MIN_VALUE;
    private long progressAtMs = Long.MIN_VALUE;
    private boolean isSilent;
    private boolean hasEnded;

    /** What kind of alert. */
    public enum Kind {
        HALT,
        LIMIT,
        TRADING,
        SILENT_FEED,
        FEED_BACK,
        JOB_ENDED
    }

    /** An alert.
     *
     * @param text for people, with the values behind it */
    public record Alert(Kind kind, String text) {}

    /** What was seen of a run.
     *
     * @param feedTimeMs that the job has reached
     * @param ended how it ended; empty while it goes on */
    public record Seen(StoredStatus status, long feedTimeMs, String ended) {}

    /** @param silentAfterMs wall time without progress of the feed after which it is silent */
    public AlertRules(long silentAfterMs) {
        this.silentAfterMs = silentAfterMs;
    }

    /** The alerts that are due now.
     *
     * @param nowMs any clock in ms */
    public List<Alert> look(Seen seen, long nowMs) {
        List<Alert> alerts = new ArrayList<>();
        lookAtState(seen.status(), alerts);
        if (!seen.ended().isEmpty()) {
            if (!hasEnded) {
                alerts.add(new Alert(Kind.JOB_ENDED, "the run has " + seen.ended()));
            }
            hasEnded = true;
            return alerts;
        }
        hasEnded = false;
        lookAtFeed(seen.feedTimeMs(), nowMs, alerts);
        return alerts;
    }

    private void lookAtState(StoredStatus status, List<Alert> alerts) {
        AccountSnapshot account = status.account();
        if (account == null || account.tradingState() == state) {
            return;
        }
        TradingState before = state;
        state = account.tradingState();
        Kind kind =
                switch (state) {
                    case ACTIVE -> Kind.TRADING;
                    case REDUCING -> Kind.LIMIT;
                    case HALTED, FROZEN, FLATTENING -> Kind.HALT;
                };
        if (before != null || state != TradingState.ACTIVE) {
            alerts.add(new Alert(
                    kind,
                    "account " + account.account() + " is " + state + (before == null ? "" : ", was " + before) + ": "
                            + status.why() + "; equity " + account.equity().toPlainString() + ", "
                            + account.openPositions() + " positions open; until " + status.until()));
        }
    }

    private void lookAtFeed(long feedTimeMs, long nowMs, List<Alert> alerts) {
        if (progressAtMs == Long.MIN_VALUE || feedTimeMs != progressFeedTimeMs) {
            if (isSilent) {
                alerts.add(new Alert(Kind.FEED_BACK, "the feed goes on at feed time " + feedTimeMs + " ms"));
            }
            isSilent = false;
            progressFeedTimeMs = feedTimeMs;
            progressAtMs = nowMs;
        } else if (!isSilent && nowMs - progressAtMs >= silentAfterMs) {
            isSilent = true;
            alerts.add(new Alert(
                    Kind.SILENT_FEED,
                    "the job has reported no progress of the feed for " + (nowMs - progressAtMs) / 1_000
                            + " s, at feed time " + feedTimeMs + " ms"));
        }
    }
}
