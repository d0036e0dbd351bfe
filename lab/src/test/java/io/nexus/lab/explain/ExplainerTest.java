package io.nexus.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.quality.Assessment;
import io.nexus.lab.study.LayerStudy;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Observed;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Explanations of a simulated market, held against a study that goes straight through it. */
final class ExplainerTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final long END_MS = START_MS + 400_000;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(2);
    private static final LayersConfig CONFIG = LayersConfig.defaults();
    private static final InstrumentCatalog INSTRUMENTS =
            new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
    private static final Instrument INSTRUMENT = INSTRUMENTS.all().get(0);

    private static final Map<Long, Assessment> ASSESSMENT_BY_TIME_MS = new TreeMap<>();

    @BeforeAll
    static void goStraightThrough() {
        try (SimulatedFeed feed = feed()) {
            new LayerStudy(INSTRUMENTS, CONFIG).takeAll(feed, (event, signaled) -> {
                Observed observed = signaled.observed();
                if (observed.assessment() != null && event.instrument().equals(INSTRUMENT.key())) {
                    ASSESSMENT_BY_TIME_MS.put(event.feedTimeMs(), observed.assessment());
                }
            });
        }
    }

    private static SimulatedFeed feed() {
        return new SimulatedFeed(SIMULATION, 1, START_MS, END_MS);
    }

    private static Explanation at(long timeMs) {
        try (SimulatedFeed feed = feed()) {
            return Explainer.explain(feed, INSTRUMENT, timeMs, CONFIG);
        }
    }

    @Test
    void explainsTheNewestEvaluationAtOrBeforeTheTime() {
        long[] times = ASSESSMENT_BY_TIME_MS.keySet().stream()
                .mapToLong(Long::longValue)
                .toArray();
        long last = times[times.length - 1];
        long before = times[times.length - 2];

        assertThat(at(last).feedTimeMs()).isEqualTo(last);
        assertThat(at(last - 1).feedTimeMs()).isEqualTo(before);
        assertThat(at(Long.MAX_VALUE)).isEqualTo(at(last));
    }

    @Test
    void tellsWhatLayerOneSaidThen() {
        long timeMs = START_MS + 350_000;
        Explanation told = at(timeMs);

        Assessment said = ASSESSMENT_BY_TIME_MS.get(told.feedTimeMs());
        assertThat(told.quality().score()).isEqualTo(said.mqScore());
        assertThat(told.quality().dimensions())
                .extracting(Explanation.Dimension::score)
                .containsExactly(
                        said.dimensions().liquidity(),
                        said.dimensions().volatility(),
                        said.dimensions().momentum(),
                        said.dimensions().imbalance(),
                        said.dimensions().trendStrength(),
                        said.dimensions().noise());
        assertThat(told.regime().regime()).isEqualTo(said.regime().name());
        assertThat(told.volatility().blended()).isEqualTo(said.finalVolatility());
        assertThat(told.features()).extracting(Explanation.Feature::name).isEqualTo(FeatureSchema.NAMES);
        assertThat(told.strategies()).hasSize(20);
        assertThat(told.gates()).allSatisfy(gate -> assertThat(gate.isPassed() || told.skip() != null)
                .isTrue());
    }

    @Test
    void listsWhatIsMissingWithWhatItWaitsFor() {
        Explanation told = at(START_MS + 60_000);

        assertThat(told.cold())
                .filteredOn(wait -> wait.what().equals("rv_5m"))
                .singleElement()
                .satisfies(wait -> assertThat(wait.waitsFor()).matches("300 s of mids, has \\d\\d"));
        assertThat(told.cold()).extracting(Explanation.Wait::what).contains("trading");
        assertThat(told.features())
                .filteredOn(feature -> feature.waitsFor() != null)
                .allSatisfy(feature -> assertThat(told.cold())
                        .extracting(Explanation.Wait::what)
                        .contains(feature.name()));
    }

    @Test
    void showsEveryPartToPeopleAndAsJson() {
        Explanation told = at(END_MS);

        assertThat(ExplanationText.of(told, Integer.MAX_VALUE))
                .contains(INSTRUMENT.key(), "\nQuality\n", "\nRegime and volatility\n", "\nGates\n")
                .contains("\nStrategies\n", "\nFeatures\n", "\nSeven-day percentiles\n", "\nStill cold\n")
                .contains("volume-imbalance", "rv_ratio", "1:har-garch:FALLBACK");
        assertThat(RecordJson.text(told))
                .contains("\"dimensions\"", "\"waitsFor\"")
                .doesNotContain("NaN");
    }

    @Test
    void saysThatThereWasNoEvaluationYet() {
        assertThatThrownBy(() -> at(START_MS - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no evaluation of " + INSTRUMENT.key() + " up to 2025-06-02T");
    }
}
