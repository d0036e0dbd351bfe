package io.nexus.domain.position;

import java.math.BigDecimal;

/** A position at the market, sent once a second of feed time from Layer 8 to Layer 6 while the position is open, and once
 * when it is flat.
 *
 * @param signedLots positive = long; 0 = closed
 * @param unrealizedPnl at bid for longs, at ask for shorts, in quote units, before fees
 * @param stopTicks the stop in force; 0 when flat, and of dust: what is left and can't be sold
 * @param volatility annualised */
public record PositionMark(
        String account,
        String instrument,
        String positionId,
        long signedLots,
        long bidTicks,
        long askTicks,
        BigDecimal unrealizedPnl,
        long stopTicks,
        long takeProfitTicks,
        double volatility,
        long feedTimeMs) {}
