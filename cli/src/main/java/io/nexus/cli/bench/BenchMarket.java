package io.nexus.cli.bench;

import io.nexus.connectors.gateway.FeedGateway;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.gateway.GatewayConfig;
import io.nexus.connectors.gateway.GatewayLinks;
import io.nexus.connectors.gateway.ProgressMonitor;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The simulated market of a measurement: numbered and signed by the real gateway, kept in memory.
 *
 * @param keysFile that authenticates the tape
 * @param barEvents how many of the first events are back-filled bars */
public record BenchMarket(InstrumentCatalog instruments, Path keysFile, MessageTape tape, int barEvents) {
    private static final SimulationConfig SIMULATION = SimulationConfig.defaults();
    private static final long SEED = 1;
    private static final long START_MS = 1_748_900_000_000L;
    private static final long ENDLESS_MS = START_MS + 30L * 24 * 3_600_000;

    /** Makes a market with its bars and so many events after them.
     *
     * @throws IOException if the keys can't be written to the folder */
    public static BenchMarket of(Path folder, int events) throws IOException {
        var catalog = new InstrumentCatalog(new MarketSimulator(SIMULATION, SEED, START_MS).instruments());
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, SEED, START_MS, ENDLESS_MS)) {
            return of(folder, events, catalog, feed);
        }
    }

    /** Makes a market of the first events of a recording.
     *
     * @throws IOException if the keys can't be written to the folder */
    static BenchMarket ofRecording(Path folder, int events, Path recording) throws IOException {
        InstrumentCatalog catalog = RecordingFolder.instruments(recording);
        try (RecordedFeed feed = new RecordedFeed(recording, catalog, false)) {
            return of(folder, events, catalog, feed);
        }
    }

    private static BenchMarket of(Path folder, int events, InstrumentCatalog catalog, FeedSource feed)
            throws IOException {
        Files.createDirectories(folder);
        Path keysFile = folder.resolve("feed.keys");
        FeedKeys keys = FeedKeys.create(keysFile, "bench");
        MessageTape tape = new MessageTape();
        AtomicLong progressMs = new AtomicLong(ProgressMonitor.NONE);
        AtomicLong wallMs = new AtomicLong(START_MS);
        long[] bars = {0};
        FeedGateway gateway = new FeedGateway(
                GatewayConfig.defaults().withSpeed("max"),
                catalog,
                keys,
                feed,
                new GatewayLinks(
                        tape,
                        progressMs::get,
                        message -> bars[0] += message.event() != null
                                        && message.event().bar() != null
                                        && message.feedTimeMs() == START_MS
                                ? 1
                                : 0,
                        event -> {},
                        wallMs::get));
        while (gateway.progress().received() < bars[0] + events
                && !gateway.progress().isSourceEnded()) {
            gateway.step();
            progressMs.set(gateway.progress().feedTimeMs());
            wallMs.incrementAndGet();
        }
        return new BenchMarket(catalog, keysFile, tape, (int) bars[0]);
    }
}
