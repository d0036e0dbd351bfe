package io.nexus.lab.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.RecordedData;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StrengthStudyTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(2);
    private static final DetectionStudy PLANTING =
            new DetectionStudy(LayersConfig.defaults(), SimulationConfig.defaults(), 5, 25);

    private final StrengthStudy study = new StrengthStudy(LayersConfig.defaults(), SimulationConfig.defaults());

    @Test
    void ranksTheStrengthsOfASimulatedMarketEvenly() {
        InstrumentCatalog instruments =
                new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, START_MS + 3_600_000)) {
            study.simulated(feed, instruments);
        }

        String line = study.line(StrategyId.ORDER_BOOK_IMBALANCE, PLANTING);

        assertThat(line).startsWith("order-book-imbalance; ").contains("; SIMULATED; ");
        Calibration read = ReferenceCalibration.of(List.of(line));
        String[] quantiles = line.split("; ", -1)[3].split(" ", -1);
        double median = Double.parseDouble(quantiles[Calibration.QUANTILES / 2]);
        assertThat(read.rank(StrategyId.ORDER_BOOK_IMBALANCE, median)).isCloseTo(0.5, within(0.05));
    }

    @Test
    void asksNoSimulationWhereARecordingTellsEnough() {
        Path folder = RecordedData.folder("ticks/binance-2024-08-08");
        InstrumentCatalog instruments = RecordingFolder.instruments(folder);
        try (RecordedFeed feed = new RecordedFeed(folder, instruments, false)) {
            study.recorded(feed, instruments);
        }

        assertThat(study.line(StrategyId.ORDER_BOOK_IMBALANCE, PLANTING)).contains("; recorded; ");
    }

    @Test
    void plantsWhatNobodyDoesAndLeavesOutWhatPlantingDoesNotTell() {
        assertThat(study.line(StrategyId.SPOOFING_DETECTION, PLANTING)).contains("; planted into a SIMULATED market; ");
        assertThat(study.line(StrategyId.MARKET_MICROSTRUCTURE, PLANTING)).isNull();
    }
}
