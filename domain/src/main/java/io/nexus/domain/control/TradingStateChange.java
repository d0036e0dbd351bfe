package io.nexus.domain.control;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.check.Check;

/** Sets the trading state of an account, or of all if the account is empty.
 *
 * @param reason for people, with the values behind it */
public record TradingStateChange(String account, TradingState state, String reason) {
    private static final String UNREADABLE = "unreadable control message: ";
    private static final String LATE = "sent before the newest: ";

    /** Of all accounts if a savepoint lacks it. */
    @Override
    public String account() {
        return account == null ? "" : account;
    }

    /** REDUCING if a savepoint lacks it. */
    @Override
    public TradingState state() {
        return state == null ? TradingState.REDUCING : state;
    }

    @Override
    public String reason() {
        return reason == null ? "" : reason;
    }

    /** REDUCING for all accounts, because a signed control message could not be read.
     *
     * @param error what is wrong with it and where it is */
    public static TradingStateChange unreadable(String error) {
        return new TradingStateChange("", TradingState.REDUCING, UNREADABLE + error);
    }

    /** What is left of a change whose order among the others is unknown: it stops entries.
     *
     * @param change that was sent before the newest one */
    public static TradingStateChange late(TradingStateChange change) {
        String reason = LATE + change.state() + ", " + change.reason();
        return new TradingStateChange(change.account(), TradingState.REDUCING, reason);
    }

    /** Whether it only stops entries, and takes the place of no other change: it makes an ACTIVE account REDUCING until a newer change
     * comes, and loosens nothing. */
    public boolean isEntriesStop() {
        return reason().startsWith(UNREADABLE) || reason().startsWith(LATE);
    }

    /** Whether it stands for a message that could not be read. */
    public boolean isUnreadable() {
        return reason().startsWith(UNREADABLE);
    }

    /** This change if its texts are of a sensible length.
     *
     * @throws IllegalArgumentException naming the field */
    TradingStateChange checked() {
        Check.text("tradingState.account", account, Check.NAME);
        Check.present("tradingState.state", state);
        Check.text("tradingState.reason", reason, Check.TEXT);
        return this;
    }
}
