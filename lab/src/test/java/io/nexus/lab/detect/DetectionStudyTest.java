package io.nexus.lab.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.RecordedData;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.Patterns;
import io.nexus.lab.plant.Script;
import io.nexus.lab.plant.SimulatedGround;
import io.nexus.lab.plant.Stage;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DetectionStudyTest {
    private static final long DAY_MS = 86_400_000;
    private static final long START_MS = Instant.parse("2025-06-02T09:00:00Z").toEpochMilli();
    private static final DetectionStudy STUDY =
            new DetectionStudy(LayersConfig.defaults(), SimulationConfig.defaults(), 5, 10);

    @Test
    void findsStrongSpoofsInASimulatedMarketAndNoDecoys() {
        Detection found = STUDY.simulated(pattern(StrategyId.SPOOFING_DETECTION));

        assertThat(found.market()).isEqualTo("simulated");
        assertThat(found.planted()).isBetween(10, 15);
        assertThat(found.decoys()).isBetween(5, 30);
        assertThat(found.precision()).isGreaterThan(0.8);
        assertThat(found.f1AtAmplitude15()).isGreaterThan(0.8).isGreaterThan(found.naiveF1AtAmplitude15());
    }

    /** The beginning of a pattern without its end. */
    private static final class Endless implements Pattern {
        @Override
        public StrategyId strategy() {
            return StrategyId.ORDER_BOOK_IMBALANCE;
        }

        @Override
        public boolean isReady(Stage stage, Side side) {
            return true;
        }

        @Override
        public void plant(Stage stage, Script script, Side side, double amplitude) {
            script.at(DAY_MS, Stage::releaseAll).truth(side, 0, DAY_MS);
        }

        @Override
        public void decoy(Stage stage, Script script, Side side, double amplitude) {
            plant(stage, script, side, amplitude);
        }
    }

    @Test
    void countsNoPatternWhoseEndTheFeedDoesNotShow() {
        SimulatedGround ground = new SimulatedGround(
                SimulationConfig.defaults().withInstruments(4).withoutEpisodes(60), 1);
        DetectionRun run =
                new DetectionRun(ground.instruments(), LayersConfig.defaults(), new Endless(), ground.fromMs(), 1);

        try (SimulatedFeed feed = new SimulatedFeed(ground.simulation(), 1, START_MS, ground.fromMs() + 1_200_000)) {
            run.run(feed, 100);
        }

        Detection found = DetectionRun.detection("simulated", List.of(run));
        assertThat(found.planted()).isZero();
        assertThat(found.decoys()).as("the others of four are patterns").isLessThan(4);
        assertThat(found.recall()).isNull();
        assertThat(found.fired()).isPositive();
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
        Pattern pattern = pattern(StrategyId.ICEBERG_DETECTION);

        assertThat(STUDY.simulated(pattern)).isEqualTo(STUDY.simulated(pattern));
    }

    @Test
    void findsIcebergsPlantedIntoRecordedBooks() {
        Path folder = RecordedData.folder("ticks/binance-2024-08-08");

        Detection once = STUDY.recorded(pattern(StrategyId.ICEBERG_DETECTION), folder, 1);
        Detection found = STUDY.recorded(pattern(StrategyId.ICEBERG_DETECTION), folder, 2);

        assertThat(found.market()).isEqualTo("recorded");
        assertThat(once.planted()).isPositive();
        assertThat(found.planted()).isGreaterThan(once.planted());
        assertThat(found.instrumentHours()).isGreaterThan(1.9 * once.instrumentHours());
        assertThat(found.falseAlarmsPerInstrumentHour()).isNotNegative();
        assertThat(once.instrumentHours()).isBetween(0.1, 1.1);
    }

    private static Pattern pattern(StrategyId strategy) {
        return Patterns.of(strategy).orElseThrow();
    }
}
