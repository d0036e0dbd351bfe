package io.nexus.udf.feedback;

/** Summary of one strategy for the cross-section.
 *
 * @param asOfMs feed time to which the bins are decayed
 * @param episodes decayed number of episodes per raw-confidence bin
 * @param m2 decayed sum of squared deviations from the mean per bin
 * @param strengthQuantiles of the last fires at ranks 0, 1/(Q-1), ..., 1; empty without fires
 * @param fires how many there ever were
 * @param calls of the window: trades with or against which the strategy spoke
 * @param accuracy share of them it was right on; 0 without calls
 * @param trades of the window it contributed to
 * @param sharpe mean over standard deviation of its net bp shares, per trade; 0 below two trades
 * @param averagePnl mean share of P&L after fees, in quote units; 0 without trades */
public record StrategyStatistics(
        int strategyColumn,
        long asOfMs,
        double[] episodes,
        double[] meanNetBps,
        double[] m2,
        double[] wins,
        double[] strengthQuantiles,
        long fires,
        long calls,
        double accuracy,
        long trades,
        double sharpe,
        double averagePnl) {}
