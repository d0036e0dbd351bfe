package io.nexus.domain.control;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.check.Check;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record of the control topic; exactly the payload its kind names is set.
 *
 * @param runId of START: which run it starts; of ACCOUNT_SNAPSHOT: whose job reports it; else empty
 * @param version {@link ControlVersion} of its offset in the single-partition control topic; the highest wins. 0 before it is read
 * @param feedTimeMs when it was made
 * @param id of START and TRADING_STATE: another one for every message ever sent; else empty */
public record ControlMessage(
        ControlKind kind,
        String runId,
        long version,
        long feedTimeMs,
        @Nullable TradingStateChange tradingState,
        @Nullable StrategyWeights weights,
        @Nullable Calibration calibration,
        @Nullable Governance governance,
        @Nullable AccountSnapshot account,
        String id) {
    private static final int MAX_ID = 64;

    /** Takes what an older savepoint holds: what it lacks is empty. */
    public ControlMessage {
        kind = kind == null ? ControlKind.START : kind;
        runId = runId == null ? "" : runId;
        id = id == null ? "" : id;
    }

    /** Starts a run. */
    public static ControlMessage start(String runId, long feedTimeMs) {
        return new ControlMessage(ControlKind.START, runId, 0, feedTimeMs, null, null, null, null, null, "");
    }

    /** Sets the trading state of an account, or of all of them. */
    public static ControlMessage of(TradingStateChange change, long feedTimeMs) {
        return new ControlMessage(ControlKind.TRADING_STATE, "", 0, feedTimeMs, change, null, null, null, null, "");
    }

    /** Sets the weights of the strategies. */
    public static ControlMessage of(StrategyWeights weights, long feedTimeMs) {
        return new ControlMessage(ControlKind.STRATEGY_WEIGHTS, "", 0, feedTimeMs, null, weights, null, null, null, "");
    }

    /** Sets the calibration of confidences. */
    public static ControlMessage of(Calibration calibration, long feedTimeMs) {
        return new ControlMessage(ControlKind.CALIBRATION, "", 0, feedTimeMs, null, null, calibration, null, null, "");
    }

    /** Sets the governance of models. */
    public static ControlMessage of(Governance governance, long feedTimeMs) {
        return new ControlMessage(ControlKind.GOVERNANCE, "", 0, feedTimeMs, null, null, null, governance, null, "");
    }

    /** Reports an account of a run. */
    public static ControlMessage of(AccountSnapshot account, String runId) {
        return new ControlMessage(
                ControlKind.ACCOUNT_SNAPSHOT, runId, 0, account.feedTimeMs(), null, null, null, null, account, "");
    }

    /** Key of compaction and of broadcast state: the kind, and the account where a message is of one. All STARTs have one key: the
     * run that was started last has the accounts, and one before it only reduces, so that two never trade the same account. */
    public String key() {
        if (tradingState != null) {
            return (tradingState.isEntriesStop() ? "ENTRIES_STOP|" : kind + "|") + tradingState.account();
        }
        return account == null ? kind.name() : kind + "|" + account.account();
    }

    public ControlMessage withVersion(long newVersion) {
        return new ControlMessage(
                kind, runId, newVersion, feedTimeMs, tradingState, weights, calibration, governance, account, id);
    }

    /** The same under an id of its own. */
    public ControlMessage withId(String newId) {
        return new ControlMessage(
                kind, runId, version, feedTimeMs, tradingState, weights, calibration, governance, account, newId);
    }

    /** This message if it is whole: exactly the payload of its kind, everything in it within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    public ControlMessage checked() {
        Check.text("runId", runId, Check.NAME);
        Check.text("id", id, MAX_ID);
        Check.notNegative("feedTimeMs", feedTimeMs);
        long payloads = Stream.of(tradingState, weights, calibration, governance, account)
                .filter(Objects::nonNull)
                .count();
        long wanted = kind == ControlKind.START ? 0 : 1;
        Check.inRange("number of payloads of " + kind, payloads, wanted, wanted);
        switch (kind) {
            case START -> Check.notBlank("runId", runId);
            case TRADING_STATE -> Check.present("tradingState", tradingState).checked();
            case STRATEGY_WEIGHTS -> Check.present("weights", weights).checked();
            case CALIBRATION -> Check.present("calibration", calibration).checked();
            case GOVERNANCE -> Check.present("governance", governance).checked();
            case ACCOUNT_SNAPSHOT -> Check.present("account", account).checked();
        }
        return this;
    }
}
