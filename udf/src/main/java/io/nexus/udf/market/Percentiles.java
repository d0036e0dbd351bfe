package io.nexus.udf.market;

/** Seven-day percentiles of one market, sampled once a second. A mutable state class. */
public final class Percentiles {
    /** By ordinal of {@link Metric}; empty until the first event. */
    public DecayedHistogram[] histograms = new DecayedHistogram[0];

    /** For the serializer. */
    public Percentiles() {}

    void seed(InstrumentScale scale) {
        Metric[] metrics = Metric.values();
        histograms = new DecayedHistogram[metrics.length];
        for (Metric metric : metrics) {
            histograms[metric.ordinal()] = metric.histogram(scale);
        }
    }

    void sample(Metric metric, double value, long timeMs) {
        histograms[metric.ordinal()].add(value, timeMs, 1);
    }

    /** Rank of a value, 0 to 1. */
    public double rank(Metric metric, double value) {
        return histograms[metric.ordinal()].rank(value);
    }

    public double median(Metric metric) {
        return histograms[metric.ordinal()].quantile(0.5);
    }
}
