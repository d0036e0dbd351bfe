package io.nexus.lab.reference;

import io.nexus.domain.instrument.Market;
import io.nexus.udf.market.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Samples of all metrics of one instrument over time. */
final class SampleSeries {
    private static final Metric[] METRICS = Metric.values();

    final Market market;
    final String symbol;
    final Kind kind;
    private final List<Sample> samples = new ArrayList<>();

    /** Where samples come from. */
    enum Kind {
        TICKS,
        BARS
    }

    private record Sample(long timeMs, double[] values) {}

    SampleSeries(Market market, String symbol, Kind kind) {
        this.market = market;
        this.symbol = symbol;
        this.kind = kind;
    }

    /** Takes a sample of every metric.
     *
     * @param timeMs not before the last one
     * @param value of a metric; NaN where it is missing */
    void add(long timeMs, ToDoubleFunction<Metric> value) {
        double[] values = Arrays.stream(METRICS).mapToDouble(value).toArray();
        samples.add(new Sample(timeMs, values));
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /** Time at which a share of the whole span is over. */
    long timeMs(double share) {
        long firstMs = samples.get(0).timeMs();
        long lastMs = samples.get(samples.size() - 1).timeMs();
        return firstMs + (long) (share * (lastMs - firstMs));
    }

    /** Known values of a metric up to a share of the span, sorted. */
    double[] values(Metric metric, double share) {
        long endMs = timeMs(share);
        return values(metric, samples.stream().filter(sample -> sample.timeMs() <= endMs));
    }

    /** Known values of a metric after a share of the span, sorted. */
    double[] valuesAfter(Metric metric, double share) {
        long endMs = timeMs(share);
        return values(metric, samples.stream().filter(sample -> sample.timeMs() > endMs));
    }

    private static double[] values(Metric metric, Stream<Sample> samples) {
        return samples.mapToDouble(sample -> sample.values()[metric.column()])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    /** What it is of, for people. */
    String source(double share) {
        long endMs = timeMs(share);
        long used = samples.stream().filter(sample -> sample.timeMs() <= endMs).count();
        return (kind == Kind.TICKS ? "ticks of " : "bars of ") + market + ' ' + symbol + ", "
                + Instant.ofEpochMilli(timeMs(0)) + " to " + Instant.ofEpochMilli(endMs) + ", " + used + " samples";
    }
}
