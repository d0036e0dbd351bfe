package io.nexus.connectors.recorded;

import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.skip.RejectReason;
import org.jspecify.annotations.Nullable;

/** What Binance's futures streams say a print is, in the field {@code X}: {@code MARKET} a trade; {@code INSURANCE_FUND} and
 * {@code ADL} a transfer between accounts at a price of its own; {@code NA} an id that is used up, with price and quantity 0. Spot
 * says nothing: all its prints are trades. */
final class ExecutionType {
    private static final String TRADE = "MARKET";
    private static final int MOST_SHOWN = 40;

    private ExecutionType() {}

    /** Refuses what is no trade.
     *
     * @param type text of the field; null or blank if the message has none
     * @throws RefusedException with reason NO_TRADE */
    static void requireTrade(@Nullable String type) throws RefusedException {
        if (type != null && !type.isBlank() && !type.equals(TRADE)) {
            throw new RefusedException(
                    RejectReason.NO_TRADE,
                    "X is " + type.substring(0, Math.min(MOST_SHOWN, type.length())) + ", a trade's is " + TRADE);
        }
    }
}
