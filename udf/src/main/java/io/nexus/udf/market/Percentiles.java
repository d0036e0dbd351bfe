package io.nexus.udf.market;

import io.nexus.domain.instrument.Market;

/** Seven-day percentiles of one market, sampled once a second. A mutable state class. */
public final class Percentiles {
    private static final Metric[] METRICS = Metric.values();

    /** By column of {@link Metric}; empty until the first event. */
    public DecayedHistogram[] histograms = new DecayedHistogram[0];

    /** For the serializer. */
    public Percentiles() {}

    void seed(Reference reference, Market type) {
        histograms = new DecayedHistogram[Metric.COUNT];
        for (Metric metric : METRICS) {
            histograms[metric.column()] = metric.histogram(reference.quantiles(type, metric));
        }
    }

    /** Takes the metrics of a closed second in, those that are known. */
    void sample(MarketContext market, long timeMs) {
        for (Metric metric : METRICS) {
            double value = metric.value(market);
            if (!Double.isNaN(value)) {
                histograms[metric.column()].add(value, timeMs, 1);
            }
        }
    }

    /** Rank of a value, 0 to 1. */
    public double rank(Metric metric, double value) {
        return histograms[metric.column()].rank(value);
    }

    /** Rank of a value, 0 to 1; 0.5, the neutral one, where it is missing (NaN). */
    public double rankOrNeutral(Metric metric, double value) {
        return Double.isNaN(value) ? 0.5 : rank(metric, value);
    }

    public double median(Metric metric) {
        return histograms[metric.column()].quantile(0.5);
    }
}
