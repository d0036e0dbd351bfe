package io.nexus.lab.funnel;

import io.nexus.domain.signal.StrategyId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a study counted.
 *
 * @param fromMs feed time of the first event that counts
 * @param blockMs length of the blocks behind the intervals: a twelfth of the feed, at least a minute
 * @param unreadable messages passed over
 * @param gates in the order in which they are met
 * @param strategies in the document's order */
public record FunnelReport(
        int instruments,
        long fromMs,
        long toMs,
        long blockMs,
        long unreadable,
        List<GateLine> gates,
        List<StrategyLine> strategies) {

    /** Evaluations that met the first gate. */
    public long evaluations() {
        return gates.get(0).evaluated();
    }

    /** Evaluations that passed the last gate. */
    public long candidates() {
        return gates.get(gates.size() - 1).passed();
    }

    /** One gate.
     *
     * @param gate its code in skips
     * @param evaluated evaluations that met it, and {@code passed} those that went on
     * @param passedShare 0 to 1; null if none met it
     * @param condition what passes, to be read before the threshold; empty without a number
     * @param median of what it read over all that met it; null without any
     * @param rejectedResult signal episodes that it stopped when they first met it
     * @param passedResult signal episodes that passed then */
    public record GateLine(
            String gate,
            long evaluated,
            long passed,
            @Nullable Double passedShare,
            String condition,
            @Nullable Double threshold,
            @Nullable Double median,
            ShadowResult rejectedResult,
            ShadowResult passedResult) {

        static GateLine of(Gate gate, Ledger.OfGate counted, double threshold, long blockMs) {
            long passed = counted.met - counted.stopped;
            return new GateLine(
                    gate.code().code(),
                    counted.met,
                    passed,
                    known((double) passed / counted.met),
                    gate.condition(),
                    known(threshold),
                    known(counted.values.median()),
                    counted.rejected.result(blockMs),
                    counted.passed.result(blockMs));
        }
    }

    /** One strategy.
     *
     * @param evaluated evaluations that asked it, and {@code signaled} those at which it was not neutral
     * @param fired episodes, and {@code kept} those whose confidence passed at their first trigger
     * @param medianConfidence of its episodes at their first trigger; null without any
     * @param minConfidence threshold of the confidence
     * @param keptResult episodes whose confidence passed, and {@code leftResult} the others */
    public record StrategyLine(
            String strategy,
            long evaluated,
            long signaled,
            long fired,
            long kept,
            @Nullable Double medianConfidence,
            double minConfidence,
            ShadowResult keptResult,
            ShadowResult leftResult) {

        static StrategyLine of(StrategyId strategy, Ledger.OfStrategy counted, double minConfidence, long blockMs) {
            return new StrategyLine(
                    strategy.key(),
                    counted.asked,
                    counted.signaled,
                    counted.fired,
                    counted.kept,
                    known(counted.confidences.median()),
                    minConfidence,
                    counted.keptOutcomes.result(blockMs),
                    counted.leftOutcomes.result(blockMs));
        }
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
