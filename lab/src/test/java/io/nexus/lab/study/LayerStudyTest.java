package io.nexus.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.signal.Signal;
import io.nexus.lab.RecordedData;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Observed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayerStudyTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(2);

    @Test
    void saysTheSameOfTheSameMarketTwice() {
        List<Signal> first = fires();

        assertThat(first).isNotEmpty();
        assertThat(fires()).isEqualTo(first);
    }

    @Test
    void evaluatesARecordingAsOftenAsTheJob() {
        Path folder = RecordedData.folder("ticks/binance-2024-08-08");
        InstrumentCatalog instruments = RecordingFolder.instruments(folder);
        LayerStudy study = new LayerStudy(instruments, LayersConfig.defaults());
        long[] counts = new long[3];

        try (RecordedFeed feed = new RecordedFeed(folder, instruments, false)) {
            study.takeAll(feed, (event, signaled) -> {
                Observed observed = signaled.observed();
                counts[0]++;
                counts[1] += observed.stamped().isEvaluation() ? 1 : 0;
                counts[2] += observed.assessment() != null ? 1 : 0;
            });
        }

        assertThat(study.unreadable()).isZero();
        assertThat(counts[0]).isEqualTo(524_627);
        assertThat(counts[1]).isEqualTo(29_797);
        assertThat(counts[2]).isPositive().isLessThanOrEqualTo(counts[1]);
    }

    private static List<Signal> fires() {
        InstrumentCatalog instruments =
                new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
        LayerStudy study = new LayerStudy(instruments, LayersConfig.defaults());
        List<Signal> fires = new ArrayList<>();
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, START_MS + 600_000)) {
            study.takeAll(feed, (event, signaled) -> fires.addAll(signaled.fires()));
        }
        return fires;
    }
}
