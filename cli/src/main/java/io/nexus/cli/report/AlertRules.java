package io.nexus.cli.report;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what of a run is worth waking somebody for: each turn is told once. Not thread-safe. */
public final class AlertRules {
    /** A time that is not known yet. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long silentAfterMs;
    private @Nullable TradingState state;
    private @Nullable TradingCause cause;
    private long progressFeedTimeMs = UNKNOWN;
    private long progressAtMs = UNKNOWN;
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
     * @param feedTimeMs that the job has reached; {@code Long.MIN_VALUE} before it is known
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
            isSilent = false;
            progressAtMs = UNKNOWN; // a run that is resumed has time to begin
            return alerts;
        }
        hasEnded = false;
        lookAtFeed(seen.feedTimeMs(), nowMs, alerts);
        return alerts;
    }

    private void lookAtState(StoredStatus status, List<Alert> alerts) {
        AccountSnapshot account = status.account();
        if (account == null || (account.tradingState() == state && account.tradingCause() == cause)) {
            return;
        }
        TradingState before = state;
        TradingCause causeBefore = cause;
        state = account.tradingState();
        cause = account.tradingCause();
        String change = before == null ? "" : ", was " + before + (before == state ? " by " + causeBefore : "");
        Kind kind =
                switch (state) {
                    case ACTIVE -> Kind.TRADING;
                    case REDUCING -> Kind.LIMIT;
                    case HALTED, FROZEN, FLATTENING -> Kind.HALT;
                };
        if ((before != null && before != state) || state != TradingState.ACTIVE) {
            alerts.add(new Alert(
                    kind,
                    "account " + account.account() + " is " + state + change + ": " + status.why() + "; equity "
                            + account.equity().toPlainString() + ", " + account.openPositions()
                            + " positions open; until " + status.until()));
        }
    }

    private void lookAtFeed(long feedTimeMs, long nowMs, List<Alert> alerts) {
        boolean isProgress = feedTimeMs > progressFeedTimeMs;
        if (progressAtMs == UNKNOWN || isProgress) {
            if (isSilent) {
                alerts.add(new Alert(Kind.FEED_BACK, "the feed goes on at feed time " + feedTimeMs + " ms"));
            }
            isSilent = false;
            progressFeedTimeMs = Math.max(progressFeedTimeMs, feedTimeMs);
            progressAtMs = nowMs;
        } else if (!isSilent && nowMs - progressAtMs >= silentAfterMs) {
            isSilent = true;
            alerts.add(new Alert(
                    Kind.SILENT_FEED,
                    "the job has reported no progress of the feed for " + (nowMs - progressAtMs) / 1_000 + " s, "
                            + (progressFeedTimeMs == UNKNOWN
                                    ? "none since it was watched"
                                    : "at feed time " + progressFeedTimeMs + " ms")));
        }
    }
}
