package io.nexus.benchmarks;

import io.nexus.cli.bench.BenchMarket;
import io.nexus.cli.bench.MessageTape;
import io.nexus.connectors.wire.ClockMode;
import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.FreshnessConfig;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.intake.ControlResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The simulated market that the benchmarks run on: the same messages in every fork. */
final class SampleMarket {
    static final String ACCOUNT = "SIM|USDM|main";
    private static final int EVENTS = 60_000;
    private static final long CADENCE_MS = 100;

    private final BenchMarket market;

    SampleMarket() throws IOException {
        market = BenchMarket.of(Files.createTempDirectory("nexus-jmh"), EVENTS);
    }

    InstrumentCatalog instruments() {
        return market.instruments();
    }

    MessageTape tape() {
        return market.tape();
    }

    FeedAuthenticator authenticator() {
        Path keys = market.keysFile();
        return new FeedAuthenticator(
                FeedKeys.load(keys),
                instruments(),
                ClockMode.REPLAY,
                FreshnessConfig.defaults(),
                System::currentTimeMillis);
    }

    /** All events of instruments as intake hands them on, bars first. */
    List<Stamped> stamped() {
        FeedAuthenticator authenticator = authenticator();
        ControlView control = new ControlResolver("jmh", ACCOUNT, ReferenceCalibration.initial()).resolve(List.of());
        Map<String, Long> evaluatedAtMs = new HashMap<>();
        List<Stamped> stamped = new ArrayList<>();
        for (int i = 0; i < tape().size(); i++) {
            MarketEvent event = authenticator.authenticate(tape().message(i)).event();
            if (event != null && !event.instrument().isEmpty()) {
                stamped.add(stamped(event, control, evaluatedAtMs, i + 1));
            }
        }
        return stamped;
    }

    private static Stamped stamped(MarketEvent event, ControlView control, Map<String, Long> evaluatedAtMs, long id) {
        boolean isMovement = event.trade() != null || event.quote() != null || event.book() != null;
        long dueMs = evaluatedAtMs.getOrDefault(event.instrument(), Long.MIN_VALUE);
        boolean isEvaluation = isMovement && !event.isGenerated() && event.feedTimeMs() >= dueMs;
        if (isEvaluation) {
            evaluatedAtMs.put(event.instrument(), event.feedTimeMs() + CADENCE_MS);
        }
        return Stamped.of(event, isEvaluation ? id : 0, control, event.feedTimeMs());
    }
}
