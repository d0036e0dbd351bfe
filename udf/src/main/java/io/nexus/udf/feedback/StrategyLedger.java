package io.nexus.udf.feedback;

import io.nexus.domain.control.Calibration;
import java.util.Arrays;

/** Books outcomes of one strategy into its history and sums it up. */
final class StrategyLedger {
    private final FeedbackConfig config;

    StrategyLedger(FeedbackConfig config) {
        this.config = config;
    }

    /** Books an outcome; late ones count as much as they would had they come in time. */
    void book(StrategyHistory history, FeedbackInput input) {
        size(history);
        if (input.isTrade()) {
            bookTrade(history, input);
        } else {
            bookEpisode(history, input);
        }
    }

    StrategyStatistics sum(StrategyHistory history, int strategyColumn) {
        long calls = 0;
        long correct = 0;
        long trades = 0;
        double bps = 0;
        double squared = 0;
        double pnl = 0;
        for (int i = 0; i < history.day.length; i++) {
            if (history.day[i] > today(history.feedTimeMs) - config.windowDays()) {
                calls += history.calls[i];
                correct += history.correct[i];
                trades += history.trades[i];
                bps += history.sumBps[i];
                squared += history.sumSquaredBps[i];
                pnl += history.sumPnl[i];
            }
        }
        return new StrategyStatistics(
                strategyColumn,
                history.feedTimeMs,
                history.episodes.clone(),
                history.meanNetBps.clone(),
                history.m2.clone(),
                history.wins.clone(),
                quantiles(history),
                history.fires,
                calls,
                calls == 0 ? 0 : (double) correct / calls,
                trades,
                sharpe(trades, bps, squared),
                trades == 0 ? 0 : pnl / trades);
    }

    /** Weight of what happened some time ago. */
    static double decay(long elapsedMs, long halfLifeMs) {
        return Math.pow(2, -(double) elapsedMs / halfLifeMs);
    }

    private void bookEpisode(StrategyHistory history, FeedbackInput input) {
        decayTo(history, input.feedTimeMs());
        double weight = decay(history.feedTimeMs - input.feedTimeMs(), config.halfLifeMs());
        int bin = Calibration.bin(input.rawConfidence());
        history.episodes[bin] += weight;
        double delta = input.netBps() - history.meanNetBps[bin];
        history.meanNetBps[bin] += delta * weight / history.episodes[bin];
        history.m2[bin] += weight * delta * (input.netBps() - history.meanNetBps[bin]);
        history.wins[bin] += input.isCorrect() ? weight : 0;
        history.strengths[(int) (history.fires % history.strengths.length)] = input.strength();
        history.fires++;
    }

    private void decayTo(StrategyHistory history, long nowMs) {
        if (nowMs <= history.feedTimeMs) {
            return;
        }
        double factor = history.feedTimeMs == 0 ? 1 : decay(nowMs - history.feedTimeMs, config.halfLifeMs());
        for (int bin = 0; bin < Calibration.BINS; bin++) {
            history.episodes[bin] *= factor;
            history.m2[bin] *= factor;
            history.wins[bin] *= factor;
        }
        history.feedTimeMs = nowMs;
    }

    private void bookTrade(StrategyHistory history, FeedbackInput input) {
        decayTo(history, input.feedTimeMs());
        long day = today(input.feedTimeMs());
        int at = (int) Math.floorMod(day, (long) history.day.length);
        if (day < history.day[at]) {
            return; // older than the window
        }
        if (day > history.day[at]) {
            clear(history, at, day);
        }
        history.calls[at]++;
        history.correct[at] += input.isCorrect() ? 1 : 0;
        if (input.isContributor()) {
            history.trades[at]++;
            history.sumBps[at] += input.netBps();
            history.sumSquaredBps[at] += input.netBps() * input.netBps();
            history.sumPnl[at] += input.pnl();
        }
    }

    private static double sharpe(long trades, double sum, double squared) {
        if (trades < 2) {
            return 0;
        }
        double mean = sum / trades;
        double variance = (squared - sum * mean) / (trades - 1);
        // below rounding error all shares were the same
        return variance <= 1e-12 * squared / trades ? 0 : mean / Math.sqrt(variance);
    }

    private static double[] quantiles(StrategyHistory history) {
        int size = (int) Math.min(history.fires, history.strengths.length);
        if (size == 0) {
            return new double[0];
        }
        double[] sorted = Arrays.copyOf(history.strengths, size);
        Arrays.sort(sorted);
        double[] quantiles = new double[Calibration.QUANTILES];
        for (int i = 0; i < Calibration.QUANTILES; i++) {
            double position = (size - 1.0) * i / (Calibration.QUANTILES - 1);
            int below = (int) position;
            int above = Math.min(size - 1, below + 1);
            quantiles[i] = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }
        return quantiles;
    }

    private void size(StrategyHistory history) {
        if (history.episodes.length > 0) {
            return;
        }
        int days = (int) config.windowDays();
        history.episodes = new double[Calibration.BINS];
        history.meanNetBps = new double[Calibration.BINS];
        history.m2 = new double[Calibration.BINS];
        history.wins = new double[Calibration.BINS];
        history.strengths = new double[(int) config.strengthFires()];
        history.day = new long[days];
        history.calls = new long[days];
        history.correct = new long[days];
        history.trades = new long[days];
        history.sumBps = new double[days];
        history.sumSquaredBps = new double[days];
        history.sumPnl = new double[days];
    }

    private static void clear(StrategyHistory history, int at, long day) {
        history.day[at] = day;
        history.calls[at] = 0;
        history.correct[at] = 0;
        history.trades[at] = 0;
        history.sumBps[at] = 0;
        history.sumSquaredBps[at] = 0;
        history.sumPnl[at] = 0;
    }

    private static long today(long feedTimeMs) {
        return Math.floorDiv(feedTimeMs, FeedbackConfig.DAY_MS);
    }
}
