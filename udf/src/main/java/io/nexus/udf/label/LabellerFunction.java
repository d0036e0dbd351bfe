package io.nexus.udf.label;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.state.HotStateFunction;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/** The labeller: keyed by instrument, chained behind Layer 2. Emits one outcome per episode. */
public final class LabellerFunction extends HotStateFunction<Signaled, EpisodeOutcome, LabellerState> {
    static final String STATE = "episodes";

    private static final long serialVersionUID = 1;

    private final InstrumentCatalog catalog;
    private final LabellerConfig config;

    private transient Map<String, LabellerCore> coreByInstrument;
    private transient LabellerCore.Drops drops;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public LabellerFunction(InstrumentCatalog catalog, LabellerConfig config) {
        super(STATE, LabellerState.class);
        this.catalog = catalog;
        this.config = config;
    }

    @Override
    protected LabellerState first() {
        return new LabellerState();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        coreByInstrument = new HashMap<>();
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "labeller");
        drops = new CountedDrops(metrics.counter("dropped.full"), metrics.counter("dropped.without-touch"));
    }

    @Override
    public void processElement(Signaled signaled, Context context, Collector<EpisodeOutcome> out) throws Exception {
        String instrument = signaled.observed().stamped().instrument();
        LabellerState state = state(instrument);
        LabellerCore core = coreByInstrument.computeIfAbsent(
                instrument, key -> new LabellerCore(InstrumentScale.of(catalog.get(key)), config));
        core.process(state, signaled, out::collect, drops);
        keep(state);
    }

    private static final class CountedDrops implements LabellerCore.Drops {
        private final Counter full;
        private final Counter withoutTouch;

        CountedDrops(Counter full, Counter withoutTouch) {
            this.full = full;
            this.withoutTouch = withoutTouch;
        }

        @Override
        public void full() {
            full.inc();
        }

        @Override
        public void withoutTouch() {
            withoutTouch.inc();
        }
    }
}
