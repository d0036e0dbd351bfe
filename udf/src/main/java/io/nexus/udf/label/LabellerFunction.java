package io.nexus.udf.label;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.InstrumentScale;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The labeller: keyed by instrument, chained behind Layer 2. Emits one outcome per episode. */
public final class LabellerFunction extends KeyedProcessFunction<String, Signaled, EpisodeOutcome> {
    static final String STATE = "episodes";

    private static final long serialVersionUID = 1;

    private final InstrumentCatalog catalog;
    private final LabellerConfig config;

    private transient ValueState<LabellerState> states;
    private transient Map<String, LabellerCore> coreByInstrument;
    private transient LabellerCore.Drops drops;

    public LabellerFunction(InstrumentCatalog catalog, LabellerConfig config) {
        this.catalog = catalog;
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(STATE, TypeInformation.of(LabellerState.class)));
        coreByInstrument = new HashMap<>();
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "labeller");
        drops = new CountedDrops(metrics.counter("dropped.full"), metrics.counter("dropped.without-touch"));
    }

    @Override
    public void processElement(Signaled signaled, Context context, Collector<EpisodeOutcome> out) throws Exception {
        LabellerState known = states.value();
        LabellerState state = known == null ? new LabellerState() : known;
        LabellerCore core = coreByInstrument.computeIfAbsent(
                signaled.observed().stamped().instrument(),
                key -> new LabellerCore(InstrumentScale.of(catalog.get(key)), config));
        core.process(state, signaled, out::collect, drops);
        states.update(state);
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
