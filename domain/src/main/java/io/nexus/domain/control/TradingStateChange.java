package io.nexus.domain.control;

import io.nexus.domain.account.TradingState;
import java.util.Objects;

/** Sets the trading state of an account, or of all if the account is empty.
 *
 * @param reason for people, with the values behind it */
public record TradingStateChange(String account, TradingState state, String reason) {
    public TradingStateChange {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(state, "state");
    }
}
