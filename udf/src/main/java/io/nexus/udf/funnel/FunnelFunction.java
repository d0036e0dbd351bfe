package io.nexus.udf.funnel;

import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Counts, keyed by instrument: totals on the main output, thinned skips on the side. A drain publishes what is left. */
public final class FunnelFunction extends KeyedProcessFunction<String, FunnelInput, FunnelCount> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<SkipRecord> SKIPS =
            new OutputTag<>("funnel-skips", TypeInformation.of(SkipRecord.class));
    private static final ValueStateDescriptor<FunnelState> STATE =
            new ValueStateDescriptor<>("funnel", FunnelState.class);

    private final FunnelConfig config;

    private transient Funnel funnel;
    private transient ValueState<FunnelState> state;
    private transient Counter thinned;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public FunnelFunction(FunnelConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        funnel = new Funnel(config);
        state = getRuntimeContext().getState(STATE);
        thinned =
                getRuntimeContext().getMetricGroup().addGroup("layer", "funnel").counter("thinned");
    }

    @Override
    public void processElement(FunnelInput input, Context context, Collector<FunnelCount> out) throws Exception {
        FunnelState known = state.value() == null ? new FunnelState() : state.value();
        context.timerService().registerEventTimeTimer(funnel.count(known, input));
        if (input.skip() != null) {
            if (funnel.passes(known, input.skip())) {
                context.output(SKIPS, input.skip());
            } else {
                thinned.inc();
            }
        }
        state.update(known);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<FunnelCount> out) throws Exception {
        FunnelState known = state.value();
        if (known == null || known.publishAtMs == 0 || known.publishAtMs > timestampMs) {
            return;
        }
        funnel.publish(known, context.getCurrentKey()).forEach(out::collect);
        state.update(known);
    }
}
