package io.nexus.domain.account;

import java.math.BigDecimal;

/** An account as Layer 6 sees it, published once a second for the router's portfolio features.
 *
 * @param equity wallet + unrealised P&L in quote units
 * @param grossExposureRatio gross notional / equity
 * @param drawdownRatio from peak equity, 0 to 1
 * @param dailyPnlRatio since 00:00 UTC, share of the day's first equity
 * @param marginUseRatio reserved and used margin / equity
 * @param tradingState what the account may do: control's trading state, or a stricter one that a limit demands
 * @param tradingVersion version of the newest trading state that Layer 6 has read from control; 0 without one */
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
        double lastOutcomeBps) {}
