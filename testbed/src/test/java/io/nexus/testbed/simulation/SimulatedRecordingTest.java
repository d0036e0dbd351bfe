package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.recorded.FeedRecorder;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedRecordingTest {
    private static final long START_MS = 1_748_900_000_000L;

    @TempDir
    Path directory;

    @Test
    void givesASimulatedMarketBackAsItWasRecorded() {
        SimulationConfig config = SimulationConfig.defaults().withInstruments(3);
        InstrumentCatalog simulated = new InstrumentCatalog(new MarketSimulator(config, 7, START_MS).instruments());
        List<MarketEvent> recorded = new ArrayList<>();
        try (SimulatedFeed feed = new SimulatedFeed(config, 7, START_MS, START_MS + 60_000);
                FeedRecorder recorder = new FeedRecorder(directory, simulated)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                recorder.record(m);
                recorded.add(m.event());
            }
        }

        List<MarketEvent> replayed = new ArrayList<>();
        InstrumentCatalog beside = RecordingFolder.instruments(directory);
        try (RecordedFeed feed = new RecordedFeed(directory, beside, false)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                assertThat(m.refusal()).isNull();
                replayed.add(m.event());
            }
        }

        assertThat(beside.all()).isEqualTo(simulated.all());
        assertThat(replayed).hasSameSizeAs(recorded).hasSizeGreaterThan(1_000);
        assertThat(replayed.stream().map(SimulatedRecordingTest::received).toList())
                .isEqualTo(
                        recorded.stream().map(SimulatedRecordingTest::received).toList());
    }

    private static List<Object> received(MarketEvent event) {
        return List.of(event.kind(), event.instrument(), event.feedTimeMs(), event.exchangeTimeMs());
    }
}
