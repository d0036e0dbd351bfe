package io.nexus.udf.feedback;

import java.util.List;

/** What feedback knows at the minute when governance is made. Statistics are kept by strategy: until they are kept by model, each
 * governed model is measured by all strategies, which every model of the path serves. Not thread-safe. */
final class GovernorView {
    private double accuracy;
    private double sharpe;
    private double winRate;
    private double meanNetBps;

    /** Sums up the newest statistics of every strategy; what has no outcome yet is NaN. */
    void show(List<StrategyStatistics> newest) {
        double calls = 0;
        double right = 0;
        double trades = 0;
        double sharpes = 0;
        double episodes = 0;
        double wins = 0;
        double net = 0;
        for (StrategyStatistics strategy : newest) {
            calls += strategy.calls();
            right += strategy.calls() * strategy.accuracy();
            trades += strategy.trades();
            sharpes += strategy.trades() * strategy.sharpe();
            for (int bin = 0; bin < strategy.episodes().length; bin++) {
                episodes += strategy.episodes()[bin];
                wins += strategy.wins()[bin];
                net += strategy.episodes()[bin] * strategy.meanNetBps()[bin];
            }
        }
        accuracy = right / calls;
        sharpe = sharpes / trades;
        winRate = wins / episodes;
        meanNetBps = net / episodes;
    }

    /** Share of calls that were right, 0 to 1. */
    double accuracy() {
        return accuracy;
    }

    /** Mean over deviation, weighted by trades. */
    double sharpe() {
        return sharpe;
    }

    /** Decayed share of episodes that won, 0 to 1. */
    double winRate() {
        return winRate;
    }

    /** Decayed mean of episodes, net. */
    double meanNetBps() {
        return meanNetBps;
    }
}
