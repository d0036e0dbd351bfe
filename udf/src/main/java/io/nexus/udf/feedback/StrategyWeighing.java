package io.nexus.udf.feedback;

import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.signal.StrategyId;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes the strategy weights once a day, of accuracy, Sharpe ratio and average P&L. */
final class StrategyWeighing {
    private static final double NEUTRAL = 0.5;

    private final FeedbackConfig config;

    StrategyWeighing(FeedbackConfig config) {
        this.config = config;
    }

    /** Smooths the scores of the day that ends at a midnight into the weights.
     *
     * @return the new weights; null if this day was applied before */
    @Nullable
    StrategyWeights apply(CrossSectionState state, long midnightMs) {
        if (midnightMs <= state.weightsAsOfMs) {
            return null;
        }
        double[] weights = neutral();
        if (state.weights.length == weights.length) {
            weights = state.weights.clone();
        }
        double[] scores = scores(state.newest);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = config.smoothingRatio() * scores[i] + (1 - config.smoothingRatio()) * weights[i];
        }
        state.weights = weights;
        state.weightDays++;
        state.weightsAsOfMs = midnightMs;
        return new StrategyWeights(weights.clone(), state.weightDays, midnightMs, scores);
    }

    /** Scores by column, 0 to 1, shrunk to the neutral 0.5 where calls are few. */
    double[] scores(List<StrategyStatistics> strategies) {
        double sharpeScale = scale(strategies, StrategyStatistics::sharpe);
        double pnlScale = scale(strategies, StrategyStatistics::averagePnl);
        double[] scores = neutral();
        for (StrategyStatistics strategy : strategies) {
            double score = config.score().accuracyShare() * strategy.accuracy()
                    + config.score().sharpeShare() * logistic(strategy.sharpe() / sharpeScale)
                    + config.score().averagePnlShare() * logistic(strategy.averagePnl() / pnlScale);
            double trust = strategy.calls() / (strategy.calls() + config.shrinkTrades());
            scores[strategy.strategyColumn()] = NEUTRAL + trust * (score - NEUTRAL);
        }
        return scores;
    }

    /** Median absolute deviation over the strategies that traded; where it is 0, their mean absolute value; else 1. */
    private static double scale(List<StrategyStatistics> strategies, ToDoubleFunction<StrategyStatistics> measure) {
        double[] values = strategies.stream()
                .filter(strategy -> strategy.trades() > 0)
                .mapToDouble(measure)
                .toArray();
        double middle = median(values);
        double deviation =
                median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
        if (deviation > 0) {
            return deviation;
        }
        double size = Arrays.stream(values).map(Math::abs).average().orElse(0);
        return size > 0 ? size : 1;
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] neutral() {
        double[] neutral = new double[StrategyId.COUNT];
        Arrays.fill(neutral, NEUTRAL);
        return neutral;
    }
}
