package io.nexus.domain.control;

import io.nexus.domain.account.AccountSnapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of the control topic; exactly the payload its kind names is set.
 *
 * @param runId of START: which run it starts
 * @param version the message's offset in the single-partition control topic; the highest wins. 0 before it is written
 * @param feedTimeMs when it was made */
public record ControlMessage(
        ControlKind kind,
        String runId,
        long version,
        long feedTimeMs,
        @Nullable TradingStateChange tradingState,
        @Nullable StrategyWeights weights,
        @Nullable Calibration calibration,
        @Nullable Governance governance,
        @Nullable AccountSnapshot account) {

    public ControlMessage {
        Objects.requireNonNull(kind, "kind");
        switch (kind) {
            case START -> Objects.requireNonNull(runId, "runId");
            case TRADING_STATE -> Objects.requireNonNull(tradingState, "tradingState");
            case STRATEGY_WEIGHTS -> Objects.requireNonNull(weights, "weights");
            case CALIBRATION -> Objects.requireNonNull(calibration, "calibration");
            case GOVERNANCE -> Objects.requireNonNull(governance, "governance");
            case ACCOUNT_SNAPSHOT -> Objects.requireNonNull(account, "account");
        }
    }

    /** Key of compaction and of broadcast state: the kind, and the account where a message is of one. */
    public String key() {
        if (tradingState != null) {
            return kind + "|" + tradingState.account();
        }
        return account == null ? kind.name() : kind + "|" + account.account();
    }

    public ControlMessage withVersion(long newVersion) {
        return new ControlMessage(
                kind, runId, newVersion, feedTimeMs, tradingState, weights, calibration, governance, account);
    }
}
