package io.nexus.domain.account;

import io.nexus.domain.check.Check;
import java.math.BigDecimal;

/** An account as Layer 6 sees it, published once a second for the router's portfolio features.
 *
 * @param equity wallet + unrealised P&L in quote units
 * @param grossExposureRatio gross notional / equity
 * @param drawdownRatio from peak equity, 0 to 1
 * @param dailyPnlRatio since 00:00 UTC, share of the day's first equity
 * @param marginUseRatio reserved and used margin / equity
 * @param tradingState what the account may do: control's trading state, or a stricter one that a limit demands
 * @param tradingVersion version of the newest trading state that Layer 6 has read from control; 0 without one
 * @param tradingMessageId id of that message; empty without one
 * @param tradingCause why the trading state is what it is
 * @param tradingDetail the values behind the cause; may be empty
 * @param tradingSinceMs feed time since which state and cause are so */
public record AccountSnapshot(
        String account,
        long feedTimeMs,
        BigDecimal wallet,
        BigDecimal equity,
        double grossExposureRatio,
        double drawdownRatio,
        double dailyPnlRatio,
        double weeklyPnlRatio,
        double marginUseRatio,
        int openPositions,
        TradingState tradingState,
        long tradingVersion,
        long lastTradeAtMs,
        double lastOutcomeBps,
        String tradingMessageId,
        TradingCause tradingCause,
        String tradingDetail,
        long tradingSinceMs) {

    /** Takes what an older savepoint holds: what it lacks is unknown. */
    public AccountSnapshot {
        account = account == null ? "" : account;
        wallet = wallet == null ? BigDecimal.ZERO : wallet;
        equity = equity == null ? BigDecimal.ZERO : equity;
        tradingState = tradingState == null ? TradingState.REDUCING : tradingState;
        tradingMessageId = tradingMessageId == null ? "" : tradingMessageId;
        tradingCause = tradingCause == null ? TradingCause.CATCHING_UP : tradingCause;
        tradingDetail = tradingDetail == null ? "" : tradingDetail;
    }

    /** This snapshot if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    public AccountSnapshot checked() {
        Check.notBlank("account.account", Check.text("account.account", account, Check.NAME));
        Check.amount("account.wallet", wallet);
        Check.amount("account.equity", equity);
        Check.notNegative("account.openPositions", openPositions);
        Check.text("account.tradingMessageId", tradingMessageId, Check.NAME);
        Check.text("account.tradingDetail", tradingDetail, Check.TEXT);
        return this;
    }
}
