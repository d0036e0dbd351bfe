package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** What the book may never exceed by a new entry. Shares of equity unless said otherwise.
 *
 * @param maxVarRatio 99 % one-day value at risk with candidate and reservations, in (0, 1)
 * @param maxPositionRatio notional of one position, in (0, 1]
 * @param maxDailyLossRatio loss since 00:00 UTC of feed time, of the day's first equity, in (0, 1)
 * @param maxWeeklyLossRatio loss since Monday 00:00 UTC, of the week's first equity, in (0, 1)
 * @param maxDrawdownRatio loss from peak equity at which entries end, in (0, 1)
 * @param maxGrossRatio sum of absolute notionals, positive
 * @param maxBetaRatio absolute net exposure in units of the venue's BTC perpetual, positive
 * @param betaSymbol symbol of that perpetual
 * @param minBetaPoints hourly returns needed for a measured beta, 2 or more; 1.0 is taken below
 * @param maxPositions open positions and entries on their way, 1 or more
 * @param maxOrdersPerSecond orders admitted within one second of feed time, 1 or more
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
        Check.positive("maxPositionRatio", maxPositionRatio);
        Check.inRange("maxPositionRatio", maxPositionRatio, 0, 1);
        Check.inOpenUnitInterval("maxDailyLossRatio", maxDailyLossRatio);
        Check.inOpenUnitInterval("maxWeeklyLossRatio", maxWeeklyLossRatio);
        Check.inOpenUnitInterval("maxDrawdownRatio", maxDrawdownRatio);
        Check.positive("maxGrossRatio", maxGrossRatio);
        Check.positive("maxBetaRatio", maxBetaRatio);
        Check.notBlank("betaSymbol", betaSymbol);
        Check.inRange("minBetaPoints", minBetaPoints, 2, HourlyCloses.CAPACITY);
        Check.positive("maxPositions", maxPositions);
        Check.positive("maxOrdersPerSecond", maxOrdersPerSecond);
        Check.inOpenUnitInterval("priceCollarRatio", priceCollarRatio);
    }

    public static LimitConfig defaults() {
        return new LimitConfig(0.05, 0.10, 0.03, 0.07, 0.15, 1.0, 0.30, "BTCUSDT", 100, 50, 10, 0.01);
    }
}
