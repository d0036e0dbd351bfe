package io.nexus.udf.risk;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Where stop and target stand, and what a round trip costs.
 *
 * @param atrMultiple average true ranges (ATR14 of 1 h bars) to the stop, 0.01 to 100
 * @param minStopRatio least stop distance, share of price in (0, 1)
 * @param maxStopRatio largest stop distance, share of price, from {@code minStopRatio} to below 1
 * @param takeProfitMultiple stop distances to the target, 0.01 to 1,000; the target is rounded toward the entry
 * @param slippageBps expected slippage of entry and exit together, basis points, 0 or more
 * @param fundingIntervals funding payments expected while a position is held, 0 or more
 * @param maxSlippageBps how far beyond the touch an entry may execute, basis points, 0 to 100 */
public record ExitLevelsConfig(
        double atrMultiple,
        double minStopRatio,
        double maxStopRatio,
        double takeProfitMultiple,
        double slippageBps,
        double fundingIntervals,
        double maxSlippageBps)
        implements Serializable {
    public ExitLevelsConfig {
        Check.inRange("atrMultiple", atrMultiple, 0.01, 100);
        Check.inOpenUnitInterval("minStopRatio", minStopRatio);
        Check.inOpenUnitInterval("maxStopRatio", maxStopRatio);
        Check.inRange("maxStopRatio", maxStopRatio, minStopRatio, 1);
        Check.inRange("takeProfitMultiple", takeProfitMultiple, 0.01, 1_000);
        Check.inRange("slippageBps", slippageBps, 0, 1_000);
        Check.inRange("fundingIntervals", fundingIntervals, 0, 100);
        Check.inRange("maxSlippageBps", maxSlippageBps, 0, 100);
    }

    public static ExitLevelsConfig defaults() {
        return new ExitLevelsConfig(2, 0.01, 0.03, 2, 1, 1, 10);
    }
}
