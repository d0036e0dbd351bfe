package io.nexus.domain.signal;

import io.nexus.domain.market.Side;
import org.jspecify.annotations.Nullable;

/** A strategy's wish at one evaluation.
 *
 * @param side BUY or SELL; null is NEUTRAL, whose confidence is 0
 * @param strength distance of the trigger from its threshold, in units of the threshold; 0 when neutral
 * @param rawConfidence 0.5 + 0.5 x rank of the strength among the strategy's last fires; 0 when neutral
 * @param confidence calibrated and decayed, what the 0.65 filter reads; 0 when neutral
 * @param firedAtMs feed time of the newest trigger as strong as the first; 0 when neutral
 * @param halfLifeMs how long half of the confidence above 0.5 lasts; 0 when neutral
 * @param why the levels, sizes and z-scores behind it, for people; empty when neutral */
public record Signal(
        StrategyId strategy,
        @Nullable Side side,
        double strength,
        double rawConfidence,
        double confidence,
        long firedAtMs,
        long halfLifeMs,
        String why) {

    public static Signal neutral(StrategyId strategy) {
        return new Signal(strategy, null, 0, 0, 0, 0, 0, "");
    }

    public boolean isNeutral() {
        return side == null;
    }

    /** +1 BUY, -1 SELL, 0 NEUTRAL. */
    public int direction() {
        return side == null ? 0 : side.sign();
    }
}
