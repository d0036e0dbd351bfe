package io.nexus.domain.account;

/** What an account may do and why.
 *
 * @param detail the values behind the cause; may be empty */
public record TradingStatus(TradingState state, TradingCause cause, String detail) {
    public TradingStatus {
        // a savepoint from before this record has neither
        state = state == null ? TradingState.REDUCING : state;
        cause = cause == null ? TradingCause.CATCHING_UP : cause;
        detail = detail == null ? "" : detail;
    }

    /** Whether state and cause are the same, whatever the values behind them. */
    public boolean isSameAs(TradingStatus other) {
        return state == other.state && cause == other.cause;
    }

    /** The same, or REDUCING for another cause if this state admits entries. */
    public TradingStatus reducedBy(TradingCause other, String why) {
        return state.admitsEntries() ? new TradingStatus(TradingState.REDUCING, other, why) : this;
    }
}
