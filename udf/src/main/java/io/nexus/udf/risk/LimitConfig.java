package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** What the book may never exceed by a new entry. Shares of equity unless said otherwise.
 *
 * @param maxVarRatio 99 % one-day value at risk with candidate and reservations, in (0, 1)
 * @param maxPositionRatio notional of one position, 0.0001 to 1
 * @param maxDailyLossRatio loss since 00:00 UTC of feed time, of the day's first equity, in (0, 1)
 * @param maxWeeklyLossRatio loss since Monday 00:00 UTC, of the week's first equity, in (0, 1)
 * @param maxDrawdownRatio loss from peak equity at which entries end, in (0, 1)
 * @param maxGrossRatio sum of absolute notionals, 0.001 to 100
 * @param maxBetaRatio absolute net exposure in units of the venue's BTC perpetual, 0.001 to 100
 * @param betaSymbol symbol of that perpetual
 * @param minBetaPoints hourly returns needed for a measured beta, 2 or more; 1.0 is taken below
 * @param maxPositions open positions and entries on their way, 1 to 10,000
 * @param maxOrdersPerSecond orders admitted within one second of feed time, 1 to 10,000
 * @param priceCollarRatio largest distance of an order's price from the mid, share of the mid in (0, 1) */
public record LimitConfig(
        double maxVarRatio,
        double maxPositionRatio,
        double maxDailyLossRatio,
        double maxWeeklyLossRatio,
        double maxDrawdownRatio,
        double maxGrossRatio,
        double maxBetaRatio,
        String betaSymbol,
        int minBetaPoints,
        int maxPositions,
        int maxOrdersPerSecond,
        double priceCollarRatio)
        implements Serializable {
    public LimitConfig {
        Check.inOpenUnitInterval("maxVarRatio", maxVarRatio);
        Check.inRange("maxPositionRatio", maxPositionRatio, 0.0001, 1);
        Check.inOpenUnitInterval("maxDailyLossRatio", maxDailyLossRatio);
        Check.inOpenUnitInterval("maxWeeklyLossRatio", maxWeeklyLossRatio);
        Check.inOpenUnitInterval("maxDrawdownRatio", maxDrawdownRatio);
        Check.inRange("maxGrossRatio", maxGrossRatio, 0.001, 100);
        Check.inRange("maxBetaRatio", maxBetaRatio, 0.001, 100);
        Check.symbol("betaSymbol", betaSymbol);
        Check.inRange("minBetaPoints", minBetaPoints, 2, HourlyCloses.CAPACITY);
        Check.inRange("maxPositions", maxPositions, 1, 10_000);
        Check.inRange("maxOrdersPerSecond", maxOrdersPerSecond, 1, 10_000);
        Check.inOpenUnitInterval("priceCollarRatio", priceCollarRatio);
    }

    public static LimitConfig defaults() {
        return new LimitConfig(0.05, 0.10, 0.03, 0.07, 0.15, 1.0, 0.30, "BTCUSDT", 100, 50, 10, 0.01);
    }
}
