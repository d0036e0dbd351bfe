package io.nexus.udf.market;

/** Seven-day percentiles of one market, sampled once a second. A mutable state class. */
public final class Percentiles {
    /** By column of {@link Metric}; empty until the first event. */
    public DecayedHistogram[] histograms = new DecayedHistogram[0];

    /** For the serializer. */
    public Percentiles() {}

    void seed(InstrumentScale scale) {
        histograms = new DecayedHistogram[Metric.COUNT];
        for (Metric metric : Metric.values()) {
            histograms[metric.column()] = metric.histogram(scale);
        }
    }

    void sample(Metric metric, double value, long timeMs) {
        histograms[metric.column()].add(value, timeMs, 1);
    }

    /** Rank of a value, 0 to 1. */
    public double rank(Metric metric, double value) {
        return histograms[metric.column()].rank(value);
    }

    public double median(Metric metric) {
        return histograms[metric.column()].quantile(0.5);
    }
}
