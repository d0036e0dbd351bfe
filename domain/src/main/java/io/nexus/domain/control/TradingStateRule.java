package io.nexus.domain.control;

import io.nexus.domain.account.TradingState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What control messages say about the trading state of one account in one run: REDUCING until this run's START and a newer
 * trading state of the account, or of all accounts, were read; from then on the newest one. The order in which messages come
 * does not matter, other messages are ignored. Not thread-safe. */
public final class TradingStateRule {
    private final String runId;
    private final String account;
    private @Nullable ControlMessage start;
    private @Nullable ControlMessage newest;

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
        if (message.kind() == ControlKind.START && message.runId().equals(runId)) {
            start = newer(message, start);
        } else if (message.tradingState() != null && isOurs(message.tradingState())) {
            newest = newer(message, newest);
        }
    }

    /** The trading state. */
    public TradingState state() {
        TradingStateChange change = change();
        return change != null && isCurrent() ? change.state() : TradingState.REDUCING;
    }

    /** Version of the newest trading state, whether it counts already or not; 0 without one. */
    public long version() {
        return newest == null ? 0 : newest.version();
    }

    /** Whether this run's START was read. */
    public boolean isStarted() {
        return start != null;
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
