package io.nexus.lab.reference;

import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What Layer 1 said of one instrument over a stretch of its recording. Shares are of the assessed evaluations, 0 to 1.
 *
 * @param evaluations that were assessed
 * @param dimensions means of the six
 * @param gradeShares by grade of the score
 * @param highNoiseFiredShare evaluations that were HIGH_NOISE by the rule, at that moment
 * @param highNoiseShare evaluations whose regime was HIGH_NOISE: it enters at once and leaves slowly
 * @param scorePassShare those with score at or above the gate, and so on for each gate alone
 * @param allPassShare those that pass the four gates together */
public record CheckedInstrument(
        String instrument,
        int evaluations,
        double compositeMean,
        Dimensions dimensions,
        Map<Grade, Double> gradeShares,
        double highNoiseFiredShare,
        double highNoiseShare,
        double scorePassShare,
        double liquidityPassShare,
        double crisisPassShare,
        double noisePassShare,
        double allPassShare) {

    /** One evaluation as far as the check needs it.
     *
     * @param label regime by the rule at that moment */
    record Evaluation(
            long timeMs,
            Dimensions dimensions,
            double composite,
            Grade grade,
            Regime label,
            Regime regime,
            Passes passes) {}

    /** Which gates an evaluation passes, each asked alone. */
    record Passes(boolean isScored, boolean isLiquid) {}

    /** Sums evaluations up.
     *
     * @throws IllegalArgumentException if there are none */
    static CheckedInstrument of(String instrument, List<Evaluation> evaluations) {
        if (evaluations.isEmpty()) {
            throw new IllegalArgumentException("no evaluation of " + instrument + " to check");
        }
        Map<Grade, Double> grades = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            grades.put(grade, share(evaluations, e -> e.grade() == grade));
        }
        double noisy = share(evaluations, e -> e.regime() == Regime.HIGH_NOISE);
        double crisis = share(evaluations, e -> e.regime() == Regime.CRISIS);
        return new CheckedInstrument(
                instrument,
                evaluations.size(),
                mean(evaluations, Evaluation::composite),
                new Dimensions(
                        mean(evaluations, e -> e.dimensions().liquidity()),
                        mean(evaluations, e -> e.dimensions().volatility()),
                        mean(evaluations, e -> e.dimensions().momentum()),
                        mean(evaluations, e -> e.dimensions().imbalance()),
                        mean(evaluations, e -> e.dimensions().trendStrength()),
                        mean(evaluations, e -> e.dimensions().noise())),
                grades,
                share(evaluations, e -> e.label() == Regime.HIGH_NOISE),
                noisy,
                share(evaluations, e -> e.passes().isScored()),
                share(evaluations, e -> e.passes().isLiquid()),
                1 - crisis,
                1 - noisy,
                share(evaluations, CheckedInstrument::passesAll));
    }

    /** All together, each evaluation with the same weight. */
    public static CheckedInstrument all(List<CheckedInstrument> rows) {
        Map<Grade, Double> grades = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            grades.put(grade, pooled(rows, row -> row.gradeShares().getOrDefault(grade, 0.0)));
        }
        return new CheckedInstrument(
                "all",
                rows.stream().mapToInt(CheckedInstrument::evaluations).sum(),
                pooled(rows, CheckedInstrument::compositeMean),
                new Dimensions(
                        pooled(rows, row -> row.dimensions().liquidity()),
                        pooled(rows, row -> row.dimensions().volatility()),
                        pooled(rows, row -> row.dimensions().momentum()),
                        pooled(rows, row -> row.dimensions().imbalance()),
                        pooled(rows, row -> row.dimensions().trendStrength()),
                        pooled(rows, row -> row.dimensions().noise())),
                grades,
                pooled(rows, CheckedInstrument::highNoiseFiredShare),
                pooled(rows, CheckedInstrument::highNoiseShare),
                pooled(rows, CheckedInstrument::scorePassShare),
                pooled(rows, CheckedInstrument::liquidityPassShare),
                pooled(rows, CheckedInstrument::crisisPassShare),
                pooled(rows, CheckedInstrument::noisePassShare),
                pooled(rows, CheckedInstrument::allPassShare));
    }

    private static double pooled(List<CheckedInstrument> rows, ToDoubleFunction<CheckedInstrument> value) {
        double sum = 0;
        int evaluations = 0;
        for (CheckedInstrument row : rows) {
            sum += row.evaluations() * value.applyAsDouble(row);
            evaluations += row.evaluations();
        }
        return sum / evaluations;
    }

    private static boolean passesAll(Evaluation e) {
        boolean isCalm = e.regime() != Regime.CRISIS && e.regime() != Regime.HIGH_NOISE;
        return isCalm && e.passes().isScored() && e.passes().isLiquid();
    }

    private static double share(List<Evaluation> evaluations, Predicate<Evaluation> counts) {
        return (double) evaluations.stream().filter(counts).count() / evaluations.size();
    }

    private static double mean(List<Evaluation> evaluations, ToDoubleFunction<Evaluation> value) {
        return evaluations.stream().mapToDouble(value).sum() / evaluations.size();
    }
}
