package io.nexus.domain.account;

import java.math.BigDecimal;

/** An account as Layer 6 sees it, published once a second for the router's portfolio features.
 *
 * @param equity wallet + unrealised P&L in quote units
 * @param grossExposureRatio gross notional / equity
 * @param drawdownRatio from peak equity, 0 to 1
 * @param dailyPnlRatio since 00:00 UTC, share of the day's first equity
 * @param marginUseRatio reserved and used margin / equity */
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
        long lastTradeAtMs,
        double lastOutcomeBps) {}
