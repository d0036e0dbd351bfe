package io.nexus.udf.funnel;

import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Counts, keyed by instrument: totals on the main output, thinned skips on the side. A drain publishes what is left. Each
 * attempt of the job first tells readers to forget an instrument's totals and then tells all of them: those of an attempt
 * that was killed may be ahead of the state that this one was restored from. */
public final class FunnelFunction extends KeyedProcessFunction<String, FunnelInput, FunnelCount> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<SkipRecord> SKIPS =
            new OutputTag<>("funnel-skips", TypeInformation.of(SkipRecord.class));
    private static final long AWAKE_EVERY_MS = 10_000;
    private static final ValueStateDescriptor<FunnelState> STATE =
            new ValueStateDescriptor<>("funnel", FunnelState.class);

    private final FunnelConfig config;

    private transient Set<String> toldThisAttempt;
    private transient Funnel funnel;
    private transient ValueState<FunnelState> state;
    private transient Counter thinned;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public FunnelFunction(FunnelConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        toldThisAttempt = new HashSet<>();
        funnel = new Funnel(config);
        state = getRuntimeContext().getState(STATE);
        thinned =
                getRuntimeContext().getMetricGroup().addGroup("layer", "funnel").counter("thinned");
    }

    @Override
    public void processElement(FunnelInput input, Context context, Collector<FunnelCount> out) throws Exception {
        FunnelState known = state.value() == null ? new FunnelState() : state.value();
        context.timerService().registerEventTimeTimer(funnel.count(known, input));
        if (known.awakeAtMs == 0) {
            stayAwake(known, input.feedTimeMs(), context);
        }
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
        if (known == null) {
            return;
        }
        boolean isFirst = toldThisAttempt.add(context.getCurrentKey());
        if (isFirst) {
            out.collect(funnel.republish(known, context.getCurrentKey()));
        }
        if (isFirst || (known.publishAtMs != 0 && known.publishAtMs <= timestampMs)) {
            funnel.publish(known, context.getCurrentKey()).forEach(out::collect);
        }
        if (known.awakeAtMs <= timestampMs && context.timerService().currentWatermark() < Long.MAX_VALUE) {
            stayAwake(known, Math.max(timestampMs, context.timerService().currentWatermark()), context);
        }
        state.update(known);
    }

    /** A restored instrument whose feed is silent tells its totals too. */
    private void stayAwake(FunnelState known, long nowMs, Context context) {
        known.awakeAtMs = nowMs + AWAKE_EVERY_MS;
        context.timerService().registerEventTimeTimer(known.awakeAtMs);
    }
}
