package io.nexus.udf.risk;

import io.nexus.domain.market.Side;

/** First stop and target of an entry, in ticks.
 *
 * @param stopDistanceTicks from the touch the entry takes, positive
 * @param takeProfitDistanceTicks likewise */
record ExitLevels(long stopTicks, long takeProfitTicks, long stopDistanceTicks, long takeProfitDistanceTicks) {

    /** Stop at a multiple of ATR within its clamp, rounded away from the entry as far as the clamp allows; target at a
     * multiple of the stop's distance, rounded toward the entry. Without an ATR the stop is the widest.
     *
     * @param entryTicks touch that the entry takes
     * @param atrTicks ATR14 of 1 h bars; NaN without enough bars */
    static ExitLevels of(Side side, long entryTicks, double atrTicks, ExitLevelsConfig config) {
        long least = Math.max(1, (long) Math.ceil(exact(config.minStopRatio() * entryTicks)));
        long most = Math.max(least, (long) Math.floor(exact(config.maxStopRatio() * entryTicks)));
        double wanted = config.atrMultiple() * atrTicks;
        long stop = Double.isNaN(wanted) ? most : Math.min(most, Math.max(least, (long) Math.ceil(exact(wanted))));
        long target = Math.max(1, (long) Math.floor(exact(config.takeProfitMultiple() * stop)));
        int sign = side.sign();
        return new ExitLevels(entryTicks - sign * stop, entryTicks + sign * target, stop, target);
    }

    /** A product of decimal numbers without the last bits' error, so that 1 % of 50,000 is 500. */
    private static double exact(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
