package io.nexus.lab.facts;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Facts of one market, averaged over its instruments.
 *
 * @param figures besides, by name with unit */
record FactSheet(Map<Fact, Estimate> facts, Map<String, Double> figures) {
    private static final int RESAMPLES = 200;
    private static final long SEED = 1;

    /** Whether the market had what the fact is measured on. */
    boolean has(Fact fact) {
        return facts.containsKey(fact);
    }

    /** A fact's number.
     *
     * @throws IllegalArgumentException if it was not measured */
    Estimate of(Fact fact) {
        Estimate estimate = facts.get(fact);
        if (estimate == null) {
            throw new IllegalArgumentException(fact.key() + " was not measured");
        }
        return estimate;
    }

    /** Means over instruments; the interval is that of the mean, each instrument resampled by itself. */
    static FactSheet averageOf(List<StylizedFacts> instruments) {
        Map<Fact, Estimate> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            List<FactSeries> series = instruments.stream()
                    .map(it -> it.facts.get(fact))
                    .filter(Objects::nonNull)
                    .toList();
            if (!series.isEmpty()) {
                facts.put(fact, estimate(series));
            }
        }
        List<Map<String, Double>> all =
                instruments.stream().map(it -> it.figures).toList();
        return new FactSheet(facts, Averages.of(all));
    }

    private static Estimate estimate(List<FactSeries> series) {
        double value = 0;
        double[] resampled = new double[RESAMPLES];
        for (FactSeries one : series) {
            value += one.value() / series.size();
            double[] own = one.resampled(RESAMPLES, SEED);
            Arrays.setAll(resampled, i -> resampled[i] + own[i] / series.size());
        }
        Arrays.sort(resampled);
        return new Estimate(value, resampled[(int) (0.025 * RESAMPLES)], resampled[(int) (0.975 * RESAMPLES) - 1]);
    }
}
