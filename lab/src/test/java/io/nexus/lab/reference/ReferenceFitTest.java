package io.nexus.lab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.instrument.Market;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferenceFitTest {
    @Test
    void poolsInstrumentsWithTheSameWeightHoweverManySamplesTheyHave() {
        SampleSeries often = series(Market.USDM, SampleSeries.Kind.TICKS, Metric.NOISE, 0.2, 5000);
        SampleSeries rarely = series(Market.USDM, SampleSeries.Kind.TICKS, Metric.NOISE, 0.6, 200);

        Reference.Shape shape = shape(List.of(often, rarely), Market.USDM, Metric.NOISE);

        assertThat(shape.from()).isEqualTo("ticks");
        assertThat(shape.rank(0.4)).isCloseTo(0.5, within(0.02));
    }

    @Test
    void leavesTheHeldBackPartOut() {
        SampleSeries rising = new SampleSeries(Market.USDM, "A", SampleSeries.Kind.TICKS);
        for (int i = 0; i <= 1000; i++) {
            double value = i / 1000.0;
            rising.add(i, metric -> metric == Metric.NOISE ? value : Double.NaN);
        }

        double[] quantiles = shape(List.of(rising), Market.USDM, Metric.NOISE).quantiles();

        assertThat(quantiles[0]).isZero();
        assertThat(quantiles[quantiles.length - 1]).isEqualTo(0.6);
        assertThat(rising.valuesAfter(Metric.NOISE, 0.6)).hasSize(400);
    }

    @Test
    void asksOtherMarketTypesAndThenTheReferenceBeforeWhereNothingTellsAMetric() {
        SampleSeries spot = series(Market.SPOT, SampleSeries.Kind.TICKS, Metric.SPREAD_BPS, 3, 100);

        Reference.Shape borrowed = shape(List.of(spot), Market.COINM, Metric.SPREAD_BPS);
        Reference.Shape kept = shape(List.of(spot), Market.COINM, Metric.VPIN);

        assertThat(borrowed.from()).isEqualTo("ticks of other market types");
        assertThat(borrowed.rank(2)).isZero();
        assertThat(kept).isEqualTo(Reference.shipped().shape(Market.COINM, Metric.VPIN));
    }

    @Test
    void takesBarsForEveryMarketTypeBesideItsOwnTicks() {
        SampleSeries bars = series(Market.USDM, SampleSeries.Kind.BARS, Metric.SIGMA, 1, 100);
        SampleSeries spot = series(Market.SPOT, SampleSeries.Kind.TICKS, Metric.SIGMA, 2, 100);

        assertThat(shape(List.of(bars, spot), Market.SPOT, Metric.SIGMA).from()).isEqualTo("ticks and bars");
        assertThat(shape(List.of(bars, spot), Market.COINM, Metric.SIGMA).from())
                .isEqualTo("bars");
    }

    @Test
    void asksNobodyWhoHasTooFewSamples() {
        SampleSeries few = series(Market.USDM, SampleSeries.Kind.TICKS, Metric.NOISE, 0.2, 80);

        assertThat(shape(List.of(few), Market.USDM, Metric.NOISE))
                .isEqualTo(Reference.shipped().shape(Market.USDM, Metric.NOISE));
    }

    private static Reference.Shape shape(List<SampleSeries> series, Market market, Metric metric) {
        return new ReferenceFit(series, 0.6)
                .fit(s -> true, "now", Reference.shipped())
                .shape(market, metric);
    }

    /** Samples close to a value. */
    private static SampleSeries series(
            Market market, SampleSeries.Kind kind, Metric metric, double value, int samples) {
        SampleSeries series = new SampleSeries(market, "A", kind);
        for (int i = 0; i < samples; i++) {
            double each = value + i * 1e-6;
            series.add(i, asked -> asked == metric ? each : Double.NaN);
        }
        return series;
    }
}
