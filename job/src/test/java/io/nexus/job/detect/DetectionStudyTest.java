package io.nexus.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.signal.StrategyId;
import io.nexus.job.RecordedData;
import io.nexus.job.config.NexusConfig;
import io.nexus.job.plant.Pattern;
import io.nexus.job.plant.Patterns;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DetectionStudyTest {
    private static final DetectionStudy STUDY = new DetectionStudy(NexusConfig.defaults(), 5, 10);

    @Test
    void findsStrongSpoofsInASimulatedMarketAndNoDecoys() {
        Detection found = STUDY.simulated(pattern(StrategyId.SPOOFING_DETECTION));

        assertThat(found.market()).isEqualTo("simulated");
        assertThat(found.planted()).isBetween(10, 15);
        assertThat(found.decoys()).isBetween(5, 30);
        assertThat(found.precision()).isGreaterThan(0.8);
        assertThat(found.f1AtAmplitude15()).isGreaterThan(0.8).isGreaterThan(found.naiveF1AtAmplitude15());
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
        Pattern pattern = pattern(StrategyId.ICEBERG_DETECTION);

        assertThat(STUDY.simulated(pattern)).isEqualTo(STUDY.simulated(pattern));
    }

    @Test
    void findsIcebergsPlantedIntoRecordedBooks() {
        Path folder = RecordedData.folder("ticks/binance-2024-08-08");

        Detection found = STUDY.recorded(pattern(StrategyId.ICEBERG_DETECTION), folder);

        assertThat(found.market()).isEqualTo("recorded");
        assertThat(found.planted()).isPositive();
        assertThat(found.falseAlarmsPerInstrumentHour()).isNotNegative();
        assertThat(found.instrumentHours()).isBetween(0.1, 1.1);
    }

    private static Pattern pattern(StrategyId strategy) {
        return Patterns.of(strategy).orElseThrow();
    }
}
