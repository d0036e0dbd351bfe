package io.nexus.lab.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.lab.RecordedData;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FunnelStudyTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final long FROM_MS = START_MS + 600_000;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(3);

    private static FunnelReport simulated() {
        InstrumentCatalog instruments =
                new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
        FunnelStudy study = new FunnelStudy(LayersConfig.defaults(), instruments, ModelCatalog.packaged(), FROM_MS);
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, FROM_MS + 900_000)) {
            return study.run(feed);
        }
    }

    @Test
    void whatPassesAGateMeetsTheNext() {
        List<FunnelReport.GateLine> gates = simulated().gates();

        assertThat(gates.get(0).evaluated()).isGreaterThan(3000);
        for (int i = 1; i < gates.size(); i++) {
            assertThat(gates.get(i).evaluated())
                    .as(gates.get(i).gate())
                    .isEqualTo(gates.get(i - 1).passed());
        }
    }

    @Test
    void noGateHasMoreEpisodesThanFired() {
        FunnelReport report = simulated();
        long fired = report.strategies().stream()
                .mapToLong(FunnelReport.StrategyLine::fired)
                .sum();

        assertThat(fired).isPositive();
        assertThat(report.gates()).allSatisfy(gate -> assertThat(
                        gate.rejectedResult().begun() + gate.passedResult().begun())
                .isLessThanOrEqualTo(fired));
        assertThat(report.strategies()).allSatisfy(strategy -> {
            assertThat(strategy.keptResult().begun()).isEqualTo(strategy.kept());
            assertThat(strategy.leftResult().begun()).isEqualTo(strategy.fired() - strategy.kept());
        });
    }

    @Test
    void countsFromTheEndOfTheWarmUpAndSaysTheSameTwice() {
        FunnelReport report = simulated();

        assertThat(report.fromMs()).isBetween(FROM_MS, FROM_MS + 10_000);
        assertThat(report.blockMs()).isEqualTo(120_000);
        assertThat(simulated()).isEqualTo(report);
    }

    @Test
    void elevenMinutesOfRecordingEndColdAtTheLatest() {
        Path folder = RecordedData.folder("ticks/binance-2024-08-08");
        InstrumentCatalog instruments = RecordingFolder.instruments(folder);
        FunnelStudy study =
                new FunnelStudy(LayersConfig.defaults(), instruments, ModelCatalog.packaged(), Long.MIN_VALUE);

        FunnelReport report;
        try (RecordedFeed feed = new RecordedFeed(folder, instruments, false)) {
            report = study.run(feed);
        }

        assertThat(report.evaluations()).isEqualTo(29_797);
        assertThat(report.candidates()).isZero();
        assertThat(report.gates().get(report.gates().size() - 1).evaluated()).isPositive();
        assertThat(FunnelTables.gates(report).toString()).contains("L5.COLD");
        assertThat(FunnelTables.strategies(report).toString()).contains("order-book-imbalance");
    }
}
