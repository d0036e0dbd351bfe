package io.nexus.cli.embedded;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.connectors.recorded.FeedRecorder;
import io.nexus.connectors.recorded.KlineFile;
import io.nexus.connectors.recorded.KlineHistory;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** Which feed a plan means, and what it trades. */
final class FeedSources {
    /** Feed time at which the simulated market starts to be traded: two hours before a UTC midnight. */
    private static final long SIMULATED_TRADE_START_MS =
            Instant.parse("2025-06-02T22:00:00Z").toEpochMilli();

    private FeedSources() {}

    /** A run that begins.
     *
     * @throws IllegalArgumentException if it is to be recorded where a recording is already */
    static DataDirectory.Run newRun(RunPlan plan, String runId) {
        Path record = plan.record();
        if (record != null) {
            RecordingFolder.requireNone(record);
        }
        if (plan.replay() != null) {
            return new DataDirectory.Run(runId, plan.source(), 0, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        long start = SIMULATED_TRADE_START_MS - plan.warmUpMs();
        long end = SIMULATED_TRADE_START_MS + plan.tradeMs();
        return new DataDirectory.Run(runId, plan.source(), plan.seed(), start, SIMULATED_TRADE_START_MS, end);
    }

    static FeedSource open(RunPlan plan, DataDirectory.Run run) {
        Path replay = plan.replay();
        if (replay != null) {
            InstrumentCatalog instruments = RecordingFolder.instruments(replay);
            RecordedFeed recording = new RecordedFeed(replay, instruments, plan.record() != null);
            Path klines = plan.klines();
            return klines == null ? recording : backFilled(recording, replay, klines, instruments);
        }
        return new SimulatedFeed(plan.simulation(), run.seed(), run.startFeedTimeMs(), run.endFeedTimeMs());
    }

    private static FeedSource backFilled(
            FeedSource recording, Path replay, Path klines, InstrumentCatalog instruments) {
        try (RecordedFeed probe = new RecordedFeed(replay, instruments, false)) {
            FeedMessage first = probe.next();
            long startMs = first == null ? Long.MIN_VALUE : first.feedTimeMs();
            return new BackFilledFeed(recording, KlineHistory.before(startMs, instruments, KlineFile.below(klines)));
        }
    }

    static InstrumentCatalog instruments(RunPlan plan, DataDirectory.Run run) {
        Path replay = plan.replay();
        return replay != null
                ? RecordingFolder.instruments(replay)
                : new InstrumentCatalog(
                        new MarketSimulator(plan.simulation(), run.seed(), run.startFeedTimeMs()).instruments());
    }

    /** The account that trades the feed's USD-M perpetuals.
     *
     * @throws IllegalArgumentException if the feed has none */
    static String account(InstrumentCatalog instruments) {
        return instruments.all().stream()
                .filter(instrument -> instrument.market() == Market.USDM)
                .findFirst()
                .map(instrument -> instrument.venue() + '|' + Market.USDM + "|main")
                .orElseThrow(() -> new IllegalArgumentException("the feed has no USD-M instrument to trade"));
    }

    /** Writes the received feed down if the plan says so; the recorder is handed over to be closed. */
    static Consumer<FeedMessage> recorder(RunPlan plan, InstrumentCatalog instruments, Consumer<AutoCloseable> opened) {
        Path folder = plan.record();
        if (folder == null) {
            return message -> {};
        }
        FeedRecorder recorder = new FeedRecorder(folder, instruments);
        opened.accept(recorder);
        return recorder::record;
    }
}
