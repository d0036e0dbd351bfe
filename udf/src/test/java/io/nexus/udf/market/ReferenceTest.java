package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.instrument.Market;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.testkit.Tape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReferenceTest {
    @Test
    void shipsADistributionOfEveryMetricForEveryMarketType() {
        Reference shipped = Reference.shipped();

        for (Market market : Market.values()) {
            for (Metric metric : Metric.values()) {
                Reference.Shape shape = shipped.shape(market, metric);
                assertThat(shape.quantiles()).as("%s of %s", metric, market).hasSize(41);
                assertThat(shape.from()).as("%s of %s", metric, market).isNotEqualTo("assumed");
            }
        }
        assertThat(shipped.sources()).isNotEmpty();
    }

    @Test
    void readsWhatItWrites() {
        String json = Reference.shipped().json();

        assertThat(read(json).json()).isEqualTo(json);
    }

    @Test
    void refusesAnotherVersionAndAMissingMetric() {
        String json = Reference.shipped().json();

        assertThatThrownBy(() -> read(json.replace("\"version\" : 1", "\"version\" : 2")))
                .hasMessageContaining("reference must be of version 1, was 2");
        Map<Market, Map<Metric, Reference.Shape>> markets =
                new EnumMap<>(Reference.shipped().markets());
        Map<Metric, Reference.Shape> lacking = new EnumMap<>(markets.get(Market.SPOT));
        lacking.remove(Metric.VPIN);
        markets.put(Market.SPOT, lacking);
        assertThatThrownBy(() -> new Reference(1, "now", Reference.shipped().sources(), markets))
                .hasMessage("the reference lacks VPIN of SPOT");
    }

    @Test
    void refusesQuantilesThatFall() {
        assertThatThrownBy(() -> new Reference.Shape("ticks", new double[] {1, 3, 2}))
                .hasMessageContaining("do not fall, were [1.0, 3.0, 2.0]");
    }

    @Test
    void ranksBetweenQuantilesInProportionAndCountsEqualOnesHalf() {
        Reference.Shape shape = new Reference.Shape("ticks", new double[] {0, 1, 1, 1, 2});

        assertThat(shape.rank(-1)).isZero();
        assertThat(shape.rank(0.5)).isEqualTo(0.125);
        assertThat(shape.rank(1)).isEqualTo(0.5);
        assertThat(shape.rank(1.5)).isEqualTo(0.875);
        assertThat(shape.rank(3)).isEqualTo(1);
    }

    @Test
    void aHistogramStartsAsItsReference() {
        for (Metric metric : List.of(Metric.SIGMA, Metric.MOMENTUM, Metric.NOISE, Metric.RETURN_5M_SIGMAS)) {
            Reference.Shape shape = Reference.shipped().shape(Market.USDM, metric);
            DecayedHistogram histogram = metric.histogram(shape.quantiles());

            assertThat(histogram.total).isCloseTo(3600, within(1e-6));
            for (double value : shape.quantiles()) {
                assertThat(histogram.rank(value)).as("%s %s", metric, value).isCloseTo(shape.rank(value), within(0.03));
            }
        }
    }

    @Test
    void aMetricWithoutDataEntersNoHistogram() {
        MarketContext market = new MarketContext();
        MarketUpdate update = new MarketUpdate(InstrumentScale.of(Tape.instrument()));
        for (Stamped stamped :
                new Tape(Tape.START_MS, 600_000).snapshot(1000, 1000).quiet(100_000).records) {
            update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> {});
        }

        assertThat(Metric.MOMENTUM.value(market)).isNaN();
        assertThat(Metric.NOISE.value(market)).isNaN();
        assertThat(total(market, Metric.MOMENTUM)).isCloseTo(3600, within(1e-6));
        assertThat(total(market, Metric.NOISE)).isCloseTo(3600, within(1e-6));
        assertThat(total(market, Metric.SPREAD_BPS)).isGreaterThan(3690);
        assertThat(market.percentiles.rankOrNeutral(Metric.NOISE, Double.NaN)).isEqualTo(0.5);
    }

    private static double total(MarketContext market, Metric metric) {
        return market.percentiles.histograms[metric.column()].total;
    }

    private static Reference read(String json) {
        return Reference.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
