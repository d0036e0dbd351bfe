package io.nexus.domain.control;

import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.account.TradingStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What control messages say about the trading state of one account in one run: REDUCING until this run's START and a newer
 * trading state of the account, or of all accounts, were read; from then on the newest one. The order in which messages come
 * does not matter, other messages are ignored. Not thread-safe. */
public final class TradingStateRule {
    private final String runId;
    private final String account;
    private @Nullable ControlMessage start;
    private @Nullable ControlMessage otherStart;
    private @Nullable ControlMessage newest;
    private @Nullable ControlMessage entriesStop;

    /** A rule that has read nothing.
     *
     * @param runId of the START that counts
     * @param account whose trading state counts */
    public TradingStateRule(String runId, String account) {
        this.runId = Objects.requireNonNull(runId, "runId");
        this.account = Objects.requireNonNull(account, "account");
    }

    /** Reads a message that carries its version. */
    public void read(ControlMessage message) {
        if (message.kind() == ControlKind.START) {
            if (message.runId().equals(runId)) {
                start = newer(message, start);
            } else {
                otherStart = newer(message, otherStart);
            }
        } else if (message.tradingState() != null && isOurs(message.tradingState())) {
            if (message.tradingState().isEntriesStop()) {
                entriesStop = newer(message, entriesStop);
            } else {
                newest = newer(message, newest);
            }
        }
    }

    /** The trading state. */
    public TradingState state() {
        return status().state();
    }

    /** The trading state and why it is so. */
    public TradingStatus status() {
        TradingStateChange change = change();
        if (change != null && isCurrent()) {
            TradingStatus said = new TradingStatus(change.state(), TradingCause.CONTROL, change.reason());
            ControlMessage stop = entriesStop;
            return stop != null && stop.tradingState() != null && stop.version() > version()
                    ? said.reducedBy(
                            TradingCause.CONTROL_UNREADABLE, stop.tradingState().reason())
                    : said;
        }
        if (start == null && otherStart != null && newest != null) {
            return new TradingStatus(TradingState.REDUCING, TradingCause.OTHER_RUN, "run " + otherStart.runId());
        }
        return new TradingStatus(TradingState.REDUCING, TradingCause.NOT_STARTED, "run " + runId);
    }

    /** Version of the newest trading state, whether it counts already or not; 0 without one. */
    public long version() {
        return newest == null ? 0 : newest.version();
    }

    /** Id of the newest trading state's message; empty without one. */
    public String messageId() {
        return newest == null ? "" : newest.id();
    }

    /** The newest trading state, whether it counts already or not; null without one. */
    public @Nullable TradingStateChange change() {
        return newest == null ? null : newest.tradingState();
    }

    /** Whether the newest trading state counts: it is newer than this run's START. */
    public boolean isCurrent() {
        return start != null && newest != null && newest.version() > start.version();
    }

    private boolean isOurs(TradingStateChange change) {
        return change.account().isEmpty() || change.account().equals(account);
    }

    private static ControlMessage newer(ControlMessage message, @Nullable ControlMessage than) {
        return than == null || message.version() > than.version() ? message : than;
    }
}
