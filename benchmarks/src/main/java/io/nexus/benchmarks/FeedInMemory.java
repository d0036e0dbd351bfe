package io.nexus.benchmarks;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.cli.embedded.StudyFeed;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.intake.Intake;
import io.nexus.udf.intake.IntakeState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Market events in memory as intake hands them on: of the recording named by the system property {@value #RECORDING}, or of the
 * simulated market where there is none. */
final class FeedInMemory {
    /** Folder of a recording, as {@code ./nexus run --replay} takes it. */
    static final String RECORDING = "nexus.recording";

    static final ControlView CONTROL = new ControlView(
            TradingState.ACTIVE,
            StrategyWeights.neutral(),
            ReferenceCalibration.initial(),
            Governance.identity(),
            null,
            0);

    private static final long SIMULATED_MS = 3_600_000;

    private final LayersConfig config = LayersConfig.defaults();
    private final List<Stamped> messages = new ArrayList<>();
    private final InstrumentCatalog instruments;

    /** Reads a feed.
     *
     * @param least messages wanted
     * @param most messages kept; the rest of the feed is not read
     * @throws IllegalStateException if the feed has fewer than wanted */
    FeedInMemory(int least, int most) {
        String folder = System.getProperty(RECORDING);
        Path replay = folder == null ? null : Path.of(folder);
        RunPlan plan = new RunPlan(
                RunConfig.defaults(), replay, 1, SIMULATED_MS, 2 * SIMULATED_MS, "max", false, false, "0", null);
        try (StudyFeed feed = StudyFeed.open(plan)) {
            instruments = feed.instruments();
            read(feed, most);
        }
        if (messages.size() < least) {
            throw new IllegalStateException("wanted " + least + " messages, the feed " + (folder == null ? "" : folder)
                    + " has " + messages.size());
        }
    }

    private void read(StudyFeed feed, int most) {
        Intake intake = new Intake(config.intake());
        Map<String, IntakeState> stateByInstrument = new HashMap<>();
        for (FeedMessage message = feed.source().next();
                message != null && messages.size() < most;
                message = feed.source().next()) {
            MarketEvent event = message.event();
            if (event == null || event.instrument().isEmpty()) {
                continue;
            }
            IntakeState state = stateByInstrument.computeIfAbsent(event.instrument(), key -> new IntakeState());
            state.feedTimeMs = Math.max(state.feedTimeMs, event.feedTimeMs());
            messages.add(Stamped.of(event, intake.evaluation(state, event), CONTROL, state.feedTimeMs));
        }
    }

    LayersConfig config() {
        return config;
    }

    InstrumentCatalog instruments() {
        return instruments;
    }

    /** Layers 1 and 2 of its instruments, from nothing. */
    Desks desks() {
        return new Desks(config, instruments);
    }

    /** All messages, in feed order. */
    List<Stamped> messages() {
        return messages;
    }
}
