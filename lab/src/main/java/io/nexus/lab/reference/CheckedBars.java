package io.nexus.lab.reference;

import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Where the last part of an instrument's bars lies in a reference.
 *
 * @param samples closes of bars measured
 * @param meanRanks of the metrics that its bars tell, 0 to 1; 0.5 = as the reference
 * @param highNoiseShare noise levels above the reference's 95th percentile, 0 to 1; 0.05 = as the reference */
public record CheckedBars(String instrument, int samples, Map<Metric, Double> meanRanks, double highNoiseShare) {
    private static final double HIGH = 0.95;

    /** Ranks of what the fit of a share has not seen; there is noise among it. */
    static CheckedBars of(SampleSeries series, double share, Reference reference) {
        Map<Metric, Double> ranks = new EnumMap<>(Metric.class);
        int samples = 0;
        double noisy = 0;
        for (Metric metric : Metric.values()) {
            Reference.Shape shape = reference.shape(series.market, metric);
            double[] placed = Arrays.stream(series.valuesAfter(metric, share))
                    .map(shape::rank)
                    .toArray();
            if (placed.length > 0) {
                samples = Math.max(samples, placed.length);
                ranks.put(metric, Arrays.stream(placed).sum() / placed.length);
            }
            if (metric == Metric.NOISE) {
                noisy = (double) Arrays.stream(placed)
                                .filter(rank -> rank > HIGH)
                                .count()
                        / placed.length;
            }
        }
        return new CheckedBars(series.market + "|" + series.symbol, samples, ranks, noisy);
    }
}
