package io.nexus.domain.account;

/** What the account may do. */
public enum TradingState {
    ACTIVE,
    /** Closes only; loss and drawdown limits lead here. */
    REDUCING,
    /** No new orders; protective exits still run. */
    HALTED,
    /** Nothing at all, not even protective exits. */
    FROZEN,
    /** Everything is closed, then HALTED. */
    FLATTENING;

    public boolean admitsEntries() {
        return this == ACTIVE;
    }

    public boolean admitsExits() {
        return this != FROZEN;
    }
}
