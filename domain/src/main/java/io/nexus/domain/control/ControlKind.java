package io.nexus.domain.control;

/** What a control message carries; the newest message of a kind (and account) is the whole truth, never a change. */
public enum ControlKind {
    /** A job has started and reads from here on. */
    START,
    TRADING_STATE,
    STRATEGY_WEIGHTS,
    CALIBRATION,
    GOVERNANCE,
    ACCOUNT_SNAPSHOT
}
