package io.nexus.lab.reference;

import io.nexus.domain.instrument.Market;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/** Fits reference distributions: for each market type and metric the pooled samples of all instruments that tell it, each
 * instrument with the same weight. Ticks speak for their own market type, bars of linear markets for all; where neither does,
 * ticks of the other types, else the reference that was. What grows with an instrument's size (spread, depth, volume, cost of a
 * walk) is told roughly by bars and of few instruments by ticks: there ticks and bars have half the weight each. Bars know no
 * depth; theirs is that of the ticks, scaled by volume to the power 2/3 (Kyle and Obizhaeva 2016, microstructure invariance). */
final class ReferenceFit {
    static final int QUANTILES = 41;
    private static final int LEAST_SAMPLES = 60;
    private static final int DIGITS = 5;
    private static final int POINTS = 24_000;
    private static final double DEPTH_POWER = 2.0 / 3;
    private static final Set<Metric> SIZES =
            EnumSet.of(Metric.SPREAD_BPS, Metric.DEPTH_USD, Metric.VOLUME_60S_USD, Metric.IMPACT_BPS);

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
        List<SampleSeries> ticks = of(chosen, SampleSeries.Kind.TICKS);
        List<SampleSeries> own =
                ticks.stream().filter(series -> series.market == market).toList();
        List<double[]> fromTicks = samples(own, metric);
        List<double[]> fromBars = metric == Metric.DEPTH_USD
                ? depths(own, of(chosen, SampleSeries.Kind.BARS))
                : samples(of(chosen, SampleSeries.Kind.BARS), metric);
        if (!fromTicks.isEmpty() && !fromBars.isEmpty()) {
            boolean isSize = SIZES.contains(metric);
            int each = isSize ? POINTS / fromTicks.size() : POINTS / (fromTicks.size() + fromBars.size());
            int eachOfBars = isSize ? POINTS / fromBars.size() : each;
            return new Reference.Shape(
                    "ticks and bars",
                    quantiles(DoubleStream.concat(points(fromTicks, each), points(fromBars, eachOfBars))));
        }
        if (!fromTicks.isEmpty() || !fromBars.isEmpty()) {
            List<double[]> known = fromTicks.isEmpty() ? fromBars : fromTicks;
            return new Reference.Shape(
                    fromTicks.isEmpty() ? "bars" : "ticks", quantiles(points(known, POINTS / known.size())));
        }
        List<double[]> others = samples(ticks, metric);
        return others.isEmpty()
                ? before.shape(market, metric)
                : new Reference.Shape("ticks of other market types", quantiles(points(others, POINTS / others.size())));
    }

    private static List<SampleSeries> of(List<SampleSeries> series, SampleSeries.Kind kind) {
        return series.stream().filter(each -> each.kind == kind).toList();
    }

    private List<double[]> samples(List<SampleSeries> series, Metric metric) {
        return series.stream()
                .map(each -> each.values(metric, share))
                .filter(values -> values.length >= LEAST_SAMPLES)
                .toList();
    }

    /** Depths of instruments known by their bars, from each instrument known by its ticks. */
    private List<double[]> depths(List<SampleSeries> ticks, List<SampleSeries> bars) {
        List<double[]> depths = new ArrayList<>();
        for (SampleSeries known : ticks) {
            double[] depth = known.values(Metric.DEPTH_USD, share);
            double[] volume = known.values(Metric.VOLUME_60S_USD, share);
            for (double[] other : samples(bars, Metric.VOLUME_60S_USD)) {
                if (depth.length >= LEAST_SAMPLES && volume.length >= LEAST_SAMPLES) {
                    double scale = Math.pow(median(other) / median(volume), DEPTH_POWER);
                    depths.add(Arrays.stream(depth).map(usd -> usd * scale).toArray());
                }
            }
        }
        return depths;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** So many quantiles of each. */
    private static DoubleStream points(List<double[]> sorted, int count) {
        return sorted.stream().map(values -> evenly(values, count)).flatMapToDouble(DoubleStream::of);
    }

    private static double[] quantiles(DoubleStream points) {
        double[] quantiles = evenly(points.sorted().toArray(), QUANTILES);
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] =
                    new BigDecimal(quantiles[i]).round(new MathContext(DIGITS)).doubleValue();
        }
        return quantiles;
    }

    private static double[] evenly(double[] sorted, int count) {
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
