package io.nexus.lab.picture;

import org.jspecify.annotations.Nullable;

/** What would have become of a signal by the triple barrier, as the labeller follows it: entered on the opposite quote some time
 * later, left at a profit, a loss or the time limit, net of spread and two taker fees.
 *
 * @param entryTicks price of the entry
 * @param targetTicks price at which the profit is reached
 * @param stopTicks price at which the loss is reached
 * @param netBps result; null while it has not ended
 * @param endedAtMs feed time of the end; of the last event seen while it has not ended */
record ShadowTrade(
        long enteredAtMs,
        double entryTicks,
        double targetTicks,
        double stopTicks,
        @Nullable Double netBps,
        long endedAtMs) {
    private static final double BPS = 1e4;

    /** A trade that has just been entered.
     *
     * @param barrierBps net result at which it ends
     * @param feesBps of both executions */
    static ShadowTrade entered(long atMs, int direction, double entryTicks, double barrierBps, double feesBps) {
        return new ShadowTrade(
                atMs,
                entryTicks,
                entryTicks * (1 + direction * (feesBps + barrierBps) / BPS),
                entryTicks * (1 + direction * (feesBps - barrierBps) / BPS),
                null,
                atMs);
    }

    ShadowTrade until(long atMs) {
        return new ShadowTrade(enteredAtMs, entryTicks, targetTicks, stopTicks, netBps, atMs);
    }

    ShadowTrade ended(double result, long atMs) {
        return new ShadowTrade(enteredAtMs, entryTicks, targetTicks, stopTicks, result, atMs);
    }
}
