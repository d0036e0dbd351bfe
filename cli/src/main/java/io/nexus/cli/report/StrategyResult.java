package io.nexus.cli.report;

import io.nexus.connectors.history.TradeHistory.OutcomeRecord;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.signal.StrategyId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the closed positions that a strategy spoke on. A call is a position for or against which it spoke when that was
 * opened; a call is won if it spoke for one that paid after fees, or against one that did not.
 *
 * @param accuracy share of the calls that were won; null without calls
 * @param trades closed positions that it spoke for
 * @param sharpe mean over standard deviation of their net bp, per trade; null below two trades, or where all were the same
 * @param averagePnl of those trades after fees, quote units, not divided among the strategies; null without trades
 * @param score of the newest daily update alone, which the weight follows, 0 to 1; null before the first
 * @param weight newest; 0 to 1
 * @param weights all that are known, oldest first */
public record StrategyResult(
        String strategy,
        long calls,
        long wins,
        long losses,
        @Nullable Double accuracy,
        long trades,
        @Nullable Double sharpe,
        @Nullable Double averagePnl,
        @Nullable Double score,
        double weight,
        List<Double> weights) {

    /** Results of all strategies, the largest weight first.
     *
     * @param updates of the weights, oldest first */
    public static List<StrategyResult> of(List<OutcomeRecord> outcomes, List<StrategyWeights> updates) {
        List<StrategyResult> results = new ArrayList<>();
        for (StrategyId strategy : StrategyId.values()) {
            results.add(of(strategy, outcomes, updates));
        }
        results.sort(Comparator.comparingDouble(StrategyResult::weight)
                .thenComparingLong(StrategyResult::calls)
                .reversed());
        return results;
    }

    private static StrategyResult of(StrategyId strategy, List<OutcomeRecord> outcomes, List<StrategyWeights> updates) {
        long calls = 0;
        long wins = 0;
        List<OutcomeRecord> trades = new ArrayList<>();
        for (OutcomeRecord outcome : outcomes) {
            int direction = direction(strategy, outcome.strategies());
            if (direction != 0) {
                boolean isFor = (direction > 0) == outcome.side().equals("BUY");
                boolean isPaid = outcome.grossPnl().compareTo(outcome.fees()) > 0;
                calls++;
                wins += isFor == isPaid ? 1 : 0;
                if (isFor) {
                    trades.add(outcome);
                }
            }
        }
        List<Double> weights = updates.stream()
                .map(update -> update.weights()[strategy.column()])
                .toList();
        double weight = weights.isEmpty()
                ? StrategyWeights.neutral().weights()[strategy.column()]
                : weights.get(weights.size() - 1);
        double[] scores =
                updates.isEmpty() ? null : updates.get(updates.size() - 1).scores();
        return new StrategyResult(
                strategy.key(),
                calls,
                wins,
                calls - wins,
                calls == 0 ? null : (double) wins / calls,
                trades.size(),
                sharpe(trades),
                averagePnl(trades),
                scores == null ? null : scores[strategy.column()],
                weight,
                weights);
    }

    /** +1 or -1, the side it was for; 0 if it did not speak. */
    private static int direction(StrategyId strategy, @Nullable String strategies) {
        if (strategies == null) {
            return 0;
        }
        String text = ',' + strategies + ',';
        return text.contains(',' + strategy.key() + "+,") ? 1 : text.contains(',' + strategy.key() + "-,") ? -1 : 0;
    }

    private static @Nullable Double sharpe(List<OutcomeRecord> trades) {
        if (trades.size() < 2) {
            return null;
        }
        double mean =
                trades.stream().mapToDouble(OutcomeRecord::netBps).average().orElse(0);
        double squares = trades.stream()
                .mapToDouble(trade -> (trade.netBps() - mean) * (trade.netBps() - mean))
                .sum();
        double deviation = Math.sqrt(squares / (trades.size() - 1));
        return deviation < 1e-9 ? null : mean / deviation;
    }

    private static @Nullable Double averagePnl(List<OutcomeRecord> trades) {
        if (trades.isEmpty()) {
            return null;
        }
        BigDecimal sum = trades.stream()
                .map(trade -> trade.grossPnl().subtract(trade.fees()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.doubleValue() / trades.size();
    }
}
