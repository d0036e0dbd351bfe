package io.nexus.domain.control;

import io.nexus.domain.account.AccountSnapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of the control topic; exactly the payload its kind names is set.
 *
 * @param runId of START: which run it starts; of ACCOUNT_SNAPSHOT: whose job reports it; else empty
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

    /** Starts a run. */
    public static ControlMessage start(String runId, long feedTimeMs) {
        return new ControlMessage(ControlKind.START, runId, 0, feedTimeMs, null, null, null, null, null);
    }

    /** Sets the trading state of an account, or of all of them. */
    public static ControlMessage of(TradingStateChange change, long feedTimeMs) {
        return new ControlMessage(ControlKind.TRADING_STATE, "", 0, feedTimeMs, change, null, null, null, null);
    }

    /** Sets the weights of the strategies. */
    public static ControlMessage of(StrategyWeights weights, long feedTimeMs) {
        return new ControlMessage(ControlKind.STRATEGY_WEIGHTS, "", 0, feedTimeMs, null, weights, null, null, null);
    }

    /** Sets the calibration of confidences. */
    public static ControlMessage of(Calibration calibration, long feedTimeMs) {
        return new ControlMessage(ControlKind.CALIBRATION, "", 0, feedTimeMs, null, null, calibration, null, null);
    }

    /** Sets the governance of models. */
    public static ControlMessage of(Governance governance, long feedTimeMs) {
        return new ControlMessage(ControlKind.GOVERNANCE, "", 0, feedTimeMs, null, null, null, governance, null);
    }

    /** Reports an account of a run. */
    public static ControlMessage of(AccountSnapshot account, String runId) {
        return new ControlMessage(
                ControlKind.ACCOUNT_SNAPSHOT, runId, 0, account.feedTimeMs(), null, null, null, null, account);
    }

    /** Key of compaction and of broadcast state: the kind, and the account where a message is of one. All STARTs have one key: the
     * run that was started last has the accounts, and one before it only reduces, so that two never trade the same account. */
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
