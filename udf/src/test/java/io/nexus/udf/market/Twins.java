package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.udf.edge.Stamped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One market kept twice, by the layers and naively, and compared feature by feature. */
final class Twins {
    private static final double TOLERANCE = 1e-9;

    private final MarketContext market = new MarketContext();
    private final MarketUpdate update;
    private final Features features;
    private final NaiveTape tape;
    private final NaiveSamples samples;
    private double[] vpinReference = new double[0];

    int compared;
    /** How often each feature was known. */
    final Map<String, Integer> known = new TreeMap<>();
    /** The largest difference of each feature as a multiple of {@code max(1, |a|, |b|)}. */
    final Map<String, Double> worst = new TreeMap<>();

    Twins(InstrumentScale scale) {
        update = new MarketUpdate(scale);
        features = new Features(scale);
        tape = new NaiveTape(scale);
        samples = new NaiveSamples(tape);
    }

    void tell(Stamped stamped) {
        update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> {});
        if (vpinReference.length == 0) {
            vpinReference = market.percentiles.histograms[Metric.VPIN.column()].counts.clone();
        }
        tape.add(stamped.market(), stamped.feedTimeMs());
        samples.catchUp();
    }

    /** Compares all features, if the layers could compute them now. */
    void compare() {
        if (!market.book.hasTouch() || !market.hasTouch) {
            return;
        }
        assertThat(features.compute(market)).as(features.failure()).isTrue();
        Map<String, OptionalDouble> naive = NaiveFeatures.of(tape, samples, vpinReference);
        double[] values = features.values();
        List<String> differences = new ArrayList<>();
        assertThat(naive.keySet()).containsExactlyElementsOf(FeatureSchema.NAMES);
        for (int i = 0; i < FeatureSchema.SIZE; i++) {
            String name = FeatureSchema.NAMES.get(i);
            OptionalDouble twin = naive.get(name);
            if (market.isMissing(i) == twin.isPresent()) {
                differences.add(name + " missing=" + market.isMissing(i) + " naive=" + twin);
            } else if (twin.isPresent()) {
                double a = values[i];
                double b = twin.getAsDouble();
                double off = Math.abs(a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
                worst.merge(name, off, Math::max);
                known.merge(name, 1, Integer::sum);
                if (!(off <= TOLERANCE)) {
                    differences.add(name + "=" + a + " naive=" + b);
                }
            }
        }
        assertThat(differences)
                .as("at %d ms, comparison %d", tape.nowMs, compared)
                .isEmpty();
        compared++;
    }
}
