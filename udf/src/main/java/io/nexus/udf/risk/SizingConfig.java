package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** How large an entry is and what may shrink it.
 *
 * @param mode what the sized share means
 * @param baseRatio share of equity before any factor, in (0, 1)
 * @param minRiskMultiplier least risk multiplier that trades, 0 to 1
 * @param targetShortfallRatio expected 30-minute shortfall (99 %) of a position that trades at full size, share of its
 *     notional in (0, 1)
 * @param shortfallHorizonMinutes horizon of that shortfall, 1 to 10,080
 * @param priorEpisodes how many outcomes the router's confidence is worth in the calibration, 0.01 to 1,000,000
 * @param classMargin least absolute hourly trend slope that counts as a market direction, in hourly sigmas, 0 or more
 * @param minValueEstimateBps what the router's value estimate of an entry must exceed, basis points net of costs, -1,000 to
 *     1,000; below 0 entries without evidence of an edge are admitted */
public record SizingConfig(
        SizingMode mode,
        double baseRatio,
        double minRiskMultiplier,
        double targetShortfallRatio,
        double shortfallHorizonMinutes,
        double priorEpisodes,
        double classMargin,
        double minValueEstimateBps)
        implements Serializable {
    public SizingConfig {
        Check.inOpenUnitInterval("baseRatio", baseRatio);
        Check.inRange("minRiskMultiplier", minRiskMultiplier, 0, 1);
        Check.inOpenUnitInterval("targetShortfallRatio", targetShortfallRatio);
        Check.inRange("shortfallHorizonMinutes", shortfallHorizonMinutes, 1, 10_080);
        Check.inRange("priorEpisodes", priorEpisodes, 0.01, 1e6);
        Check.inRange("classMargin", classMargin, 0, 100);
        Check.inRange("minValueEstimateBps", minValueEstimateBps, -1_000, 1_000);
    }

    public static SizingConfig defaults() {
        return new SizingConfig(SizingMode.NOTIONAL, 0.02, 0.3, 0.012, 30, 20, 0.10, 0);
    }
}
