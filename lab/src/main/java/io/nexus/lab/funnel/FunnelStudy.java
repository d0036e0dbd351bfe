package io.nexus.lab.funnel;

import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.study.LayerStudy;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.label.LabellerCore;
import io.nexus.udf.market.InstrumentScale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a feed through Layers 1 to 5 without an account and keeps count of where evaluations end and what became of signals. The
 * same feed gives the same report. Not thread-safe. */
public final class FunnelStudy {
    /** Of one strategy and gate on one instrument: more than live at once within the longest time limit. */
    private static final int MAX_OPEN = 1_000_000;

    private static final long MINUTE_MS = 60_000;
    private static final int BLOCKS = 12;

    private final LayersConfig config;
    private final InstrumentCatalog instruments;
    private final LayerStudy layers;
    private final Gates gates;
    private final long fromMs;
    private final LabellerConfig label;
    private final Ledger ledger = new Ledger();
    private final Map<String, InstrumentFunnel> funnelByInstrument = new HashMap<>();
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** A study.
     *
     * @param fromMs feed time from which evaluations and episodes count; what comes before warms up only */
    public FunnelStudy(LayersConfig config, InstrumentCatalog instruments, ModelCatalog models, long fromMs) {
        this.config = config;
        this.instruments = instruments;
        this.fromMs = fromMs;
        layers = new LayerStudy(instruments, config);
        gates = new Gates(config, models, instruments);
        LabellerConfig own = config.label();
        label = new LabellerConfig(
                own.entryDelayMs(), own.horizonHalfLives(), own.costMultiple(), own.sigmaMultiple(), MAX_OPEN);
    }

    /** Takes a whole feed in and reports. */
    public FunnelReport run(FeedSource feed) {
        layers.takeAll(feed, this::hear);
        funnelByInstrument.values().forEach(InstrumentFunnel::end);
        return report();
    }

    private void hear(MarketEvent event, Signaled signaled) {
        Stamped stamped = signaled.observed().stamped();
        if (event.feedTimeMs() < fromMs || event.bar() != null) {
            return;
        }
        firstMs = Math.min(firstMs, event.feedTimeMs());
        lastMs = Math.max(lastMs, event.feedTimeMs());
        InstrumentFunnel funnel = funnelByInstrument.computeIfAbsent(event.instrument(), this::funnel);
        funnel.begin(signaled.fires());
        if (stamped.isEvaluation()) {
            funnel.meet(gates.judge(signaled), signaled, signals(signaled));
        }
        funnel.take(signaled);
    }

    private InstrumentFunnel funnel(String instrument) {
        InstrumentScale scale = InstrumentScale.of(instruments.get(instrument));
        return new InstrumentFunnel(
                ledger, new LabellerCore(scale, label), config.strategy().minConfidence());
    }

    private List<Signal> signals(Signaled signaled) {
        Stamped stamped = signaled.observed().stamped();
        if (!signaled.signals().isEmpty()) {
            return signaled.signals();
        }
        String instrument = stamped.instrument();
        return layers.strategies(instrument)
                .signals(
                        layers.memories(instrument),
                        stamped.feedTimeMs(),
                        stamped.control().calibration());
    }

    private FunnelReport report() {
        long twelfthMs = Math.max(0, lastMs - firstMs) / BLOCKS;
        long blockMs = (twelfthMs / MINUTE_MS + 1) * MINUTE_MS;
        List<FunnelReport.GateLine> gateLines = new ArrayList<>();
        for (Gate gate : Gate.values()) {
            gateLines.add(FunnelReport.GateLine.of(gate, ledger.of(gate), gate.threshold(config), blockMs));
        }
        List<FunnelReport.StrategyLine> strategyLines = new ArrayList<>();
        for (StrategyId strategy : StrategyId.values()) {
            double minConfidence = config.strategy().minConfidence();
            strategyLines.add(FunnelReport.StrategyLine.of(strategy, ledger.of(strategy), minConfidence, blockMs));
        }
        return new FunnelReport(
                funnelByInstrument.size(), firstMs, lastMs, blockMs, layers.unreadable(), gateLines, strategyLines);
    }
}
