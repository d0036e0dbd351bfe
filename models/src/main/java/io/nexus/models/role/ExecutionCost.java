package io.nexus.models.role;

import io.nexus.domain.check.Check;

/** Model 12's role: what a marketable order pays against the mid, and whether it fills.
 *
 * @param slippageBps half spread and impact, without fees
 * @param fillProbability that the whole size fills within the depth seen, 0 to 1 */
public record ExecutionCost(double slippageBps, double fillProbability, ModelUse use) {
    private static final ModelUse HALF_SPREAD = ModelUse.fallback(12, "half-spread-impact");
    /** The depth is that displayed within this distance of the mid. */
    private static final double DEPTH_BPS = 10;

    /** Half the spread, plus the mean extra distance of walking a book whose depth lies evenly between the touch and 10 bp:
     * {@code max(0, 10 - spread / 2) * size / depth / 2}.
     *
     * @param spreadBps 0 or more
     * @param sizeLots positive
     * @param depthLots displayed within 10 bp on the side taken; with none there the whole 10 bp are charged */
    public static ExecutionCost fallback(double spreadBps, double sizeLots, double depthLots) {
        Check.inRange("spreadBps", spreadBps, 0, Double.MAX_VALUE);
        Check.positive("sizeLots", sizeLots);
        double halfSpread = spreadBps / 2;
        double room = Math.max(0, DEPTH_BPS - halfSpread);
        if (!(depthLots > 0)) {
            return new ExecutionCost(halfSpread + room, 0, HALF_SPREAD);
        }
        double share = sizeLots / depthLots;
        return new ExecutionCost(halfSpread + room * share / 2, Math.min(1, 1 / share), HALF_SPREAD);
    }
}
