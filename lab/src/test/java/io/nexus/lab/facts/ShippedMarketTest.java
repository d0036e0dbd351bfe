package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.config.ConfigFile;
import io.nexus.lab.RecordedData;
import io.nexus.testbed.simulation.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fitted market that ships. */
final class ShippedMarketTest {
    /** The one section of the file. */
    record Market(SimulationConfig simulation) {}

    private static final Market DEFAULTS = new Market(SimulationConfig.defaults());

    private static SimulationConfig shipped() throws IOException {
        Path fromModule = Path.of("../flink-conf/simulation-fitted.yaml");
        return ConfigFile.read(
                        Files.exists(fromModule) ? fromModule : Path.of("flink-conf/simulation-fitted.yaml"), DEFAULTS)
                .simulation();
    }

    @Test
    void itPlantsNoEdgeAndKeepsWhatNoSearchChanges() throws IOException {
        SimulationConfig defaults = SimulationConfig.defaults();

        assertThat(shipped().edge()).isEqualTo(defaults.edge().withPlantedDriftBps(0));
        assertThat(shipped().cascade()).isEqualTo(defaults.cascade());
        assertThat(shipped().instruments()).isEqualTo(defaults.instruments());
        assertThat(shipped().texture()).isNotEqualTo(defaults.texture());
    }

    @Test
    void aMarketIsReadBackAsItWasWritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("market.yaml"), ConfigFile.section("simulation", shipped()));

        assertThat(ConfigFile.read(file, DEFAULTS).simulation()).isEqualTo(shipped());
    }

    @Test
    @Tag("evidence")
    void itMeetsAtLeastSixOfTheEightFactsOfWhatWasHeldBack() throws IOException {
        FactStudy study = new FactStudy(
                RecordedData.folder("ticks/binance-2024-08-08"), RecordedData.folder("klines/binance-usdm-1m-2025-05"));

        FactsReport report = study.report(Map.of("shipped", shipped()));

        assertThat(report.met(report.simulated().get("shipped")))
                .as(report.verdicts())
                .isGreaterThanOrEqualTo(6);
    }
}
