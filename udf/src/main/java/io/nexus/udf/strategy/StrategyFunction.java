package io.nexus.udf.strategy;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.Layer;
import io.nexus.domain.skip.LayerDigest;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.RollingDigest;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.state.HotStateFunction;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Layer 2: keyed by instrument, chained behind Layer 1. Emits one {@link Signaled} per market record. */
public final class StrategyFunction extends HotStateFunction<Observed, Signaled, StrategyMemories> {
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("l2-skips", TypeInformation.of(SkipRecord.class));
    public static final OutputTag<LayerDigest> DIGESTS =
            new OutputTag<>("l2-digests", TypeInformation.of(LayerDigest.class));

    static final String STATE = "strategies";

    private static final long serialVersionUID = 1;

    private final InstrumentCatalog catalog;
    private final StrategyConfig config;

    private transient Map<String, StrategyCore> coreByInstrument;
    private transient Counter evaluated;
    private transient Counter noSignal;
    private transient Counter lowConfidence;
    private transient Counter[] fired;
    private transient Counter[] kept;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public StrategyFunction(InstrumentCatalog catalog, StrategyConfig config) {
        super(STATE, StrategyMemories.class);
        this.catalog = catalog;
        this.config = config;
    }

    @Override
    protected StrategyMemories first() {
        return new StrategyMemories();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        coreByInstrument = new HashMap<>();
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L2");
        evaluated = metrics.counter("evaluated");
        noSignal = metrics.counter(SkipCode.L2_NO_SIGNAL.code());
        lowConfidence = metrics.counter(SkipCode.L2_LOW_CONFIDENCE.code());
        fired = new Counter[StrategyId.COUNT];
        kept = new Counter[StrategyId.COUNT];
        for (Strategy strategy : StrategyCatalog.of(config)) {
            MetricGroup own = metrics.addGroup("strategy", strategy.id().key());
            fired[strategy.id().column()] = own.counter("fired");
            kept[strategy.id().column()] = own.counter("kept");
        }
    }

    @Override
    public void processElement(Observed observed, Context context, Collector<Signaled> out) throws Exception {
        MarketEvent event = observed.stamped().market();
        if (event == null) {
            return;
        }
        String instrument = observed.stamped().instrument();
        StrategyMemories memories = state(instrument);
        StrategyCore core = coreByInstrument.computeIfAbsent(
                instrument, key -> new StrategyCore(InstrumentScale.of(catalog.get(key)), config));
        Signaled signaled = core.process(memories, observed, event);
        SkipRecord skip = core.skip(signaled);
        count(signaled, skip);
        if (skip != null) {
            context.output(SKIPS, skip);
        }
        digest(memories.digest, signaled);
        if (event.kind() == MarketEventKind.END) {
            context.output(DIGESTS, memories.digest.digest(Layer.L2, instrument));
        }
        keep(memories);
        out.collect(signaled);
    }

    private void count(Signaled signaled, @Nullable SkipRecord skip) {
        for (Signal signal : signaled.fires()) {
            fired[signal.strategy().column()].inc();
        }
        for (Signal signal : signaled.kept()) {
            kept[signal.strategy().column()].inc();
        }
        if (signaled.observed().isEvaluation()) {
            evaluated.inc();
        }
        if (skip != null) {
            (skip.code() == SkipCode.L2_NO_SIGNAL ? noSignal : lowConfidence).inc();
        }
    }

    private static void digest(RollingDigest digest, Signaled signaled) {
        digest.add(signaled.observed().stamped().evaluation());
        for (Signal signal : signaled.fires()) {
            digest(digest, signal);
        }
        for (Signal signal : signaled.signals()) {
            digest(digest, signal);
        }
        digest.add(signaled.kept().size());
        digest.endRecord();
    }

    private static void digest(RollingDigest digest, Signal signal) {
        if (signal.isNeutral()) {
            return;
        }
        digest.add(signal.strategy().column());
        digest.add(signal.direction());
        digest.add(signal.strength());
        digest.add(signal.confidence());
        digest.add(signal.firedAtMs());
        digest.add(signal.why());
    }
}
