package io.nexus.job.reference;

import io.nexus.domain.instrument.Market;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Fits reference distributions: for each market type and metric the pooled samples of all instruments that tell it, each
 * instrument with the same weight. Ticks speak for their own market type, bars of linear markets for all; where neither does,
 * ticks of the other types, else the reference that was. */
final class ReferenceFit {
    static final int QUANTILES = 41;
    private static final int LEAST_SAMPLES = 60;
    private static final int DIGITS = 5;

    private final List<SampleSeries> all;
    private final double share;

    /** A fit.
     *
     * @param share of each series' span that is used, from its beginning, in (0, 1] */
    ReferenceFit(List<SampleSeries> all, double share) {
        this.all = all;
        this.share = share;
    }

    /** Distributions of the series that are chosen.
     *
     * @param fitted when, for people
     * @param before stands where nothing tells a metric */
    Reference fit(Predicate<SampleSeries> isChosen, String fitted, Reference before) {
        List<SampleSeries> chosen = all.stream().filter(isChosen).toList();
        Map<Market, Map<Metric, Reference.Shape>> markets = new EnumMap<>(Market.class);
        for (Market market : Market.values()) {
            Map<Metric, Reference.Shape> shapes = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                shapes.put(metric, shape(chosen, market, metric, before));
            }
            markets.put(market, shapes);
        }
        List<String> sources =
                chosen.stream().map(series -> series.source(share)).toList();
        return new Reference(
                Reference.VERSION,
                fitted + ", from the first " + Math.round(100 * share) + " % of each source",
                sources,
                markets);
    }

    private Reference.Shape shape(List<SampleSeries> chosen, Market market, Metric metric, Reference before) {
        double[][] own =
                samples(chosen.stream().filter(s -> s.kind == SampleSeries.Kind.TICKS && s.market == market), metric);
        double[][] bars = samples(chosen.stream().filter(s -> s.kind == SampleSeries.Kind.BARS), metric);
        if (own.length + bars.length > 0) {
            String from = own.length == 0 ? "bars" : bars.length == 0 ? "ticks" : "ticks and bars";
            return new Reference.Shape(from, pooled(Stream.of(own, bars).flatMap(Arrays::stream)));
        }
        double[][] others = samples(chosen.stream().filter(s -> s.kind == SampleSeries.Kind.TICKS), metric);
        return others.length > 0
                ? new Reference.Shape("ticks of other market types", pooled(Arrays.stream(others)))
                : before.shape(market, metric);
    }

    private double[][] samples(Stream<SampleSeries> series, Metric metric) {
        return series.map(s -> s.values(metric, share))
                .filter(values -> values.length >= LEAST_SAMPLES)
                .toArray(double[][]::new);
    }

    /** Quantiles of the mixture: each instrument's 1,000 quantiles in one heap. */
    private static double[] pooled(Stream<double[]> sorted) {
        double[] heap = sorted.map(values -> quantiles(values, 1000))
                .flatMapToDouble(DoubleStream::of)
                .sorted()
                .toArray();
        double[] quantiles = quantiles(heap, QUANTILES);
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] =
                    new BigDecimal(quantiles[i]).round(new MathContext(DIGITS)).doubleValue();
        }
        return quantiles;
    }

    private static double[] quantiles(double[] sorted, int count) {
        double[] quantiles = new double[count];
        for (int i = 0; i < count; i++) {
            double at = (double) i / (count - 1) * (sorted.length - 1);
            int below = (int) at;
            int above = Math.min(sorted.length - 1, below + 1);
            quantiles[i] = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
        return quantiles;
    }
}
