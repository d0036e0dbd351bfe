package io.nexus.udf.feedback;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.signal.StrategyId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The stage over all strategies, under one key: control messages, whose version Kafka assigns. */
public final class CrossSectionFunction extends KeyedProcessFunction<Integer, StrategyStatistics, ControlMessage> {
    private static final long serialVersionUID = 1;

    /** The one key. */
    public static final int KEY = 0;

    private static final ValueStateDescriptor<CrossSectionState> STATE =
            new ValueStateDescriptor<>("cross-section", CrossSectionState.class);

    private final FeedbackConfig config;
    private final double[] referenceQuantiles;

    private transient CrossSection crossSection;
    private transient ValueState<CrossSectionState> state;
    private transient Counter messages;

    /** @param referenceQuantiles strengths as in {@link Calibration#strengthQuantiles()}, for strategies with few fires
     * @throws IllegalArgumentException if they are not 20 times 21 numbers */
    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public CrossSectionFunction(FeedbackConfig config, double[] referenceQuantiles) {
        int expected = StrategyId.COUNT * Calibration.QUANTILES;
        if (referenceQuantiles.length != expected) {
            throw new IllegalArgumentException(
                    "referenceQuantiles must be " + expected + " numbers, were " + referenceQuantiles.length);
        }
        this.config = config;
        this.referenceQuantiles = referenceQuantiles.clone();
    }

    @Override
    public void open(OpenContext context) {
        crossSection = new CrossSection(config, referenceQuantiles);
        state = getRuntimeContext().getState(STATE);
        messages = getRuntimeContext()
                .getMetricGroup()
                .addGroup("layer", "feedback")
                .counter("control-messages");
    }

    @Override
    public void processElement(StrategyStatistics statistics, Context context, Collector<ControlMessage> out)
            throws Exception {
        CrossSectionState known = state.value() == null ? new CrossSectionState() : state.value();
        crossSection.accept(known, statistics);
        schedule(known, context);
        state.update(known);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<ControlMessage> out) throws Exception {
        CrossSectionState known = state.value();
        // a drain is not the end of a day
        if (known == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        for (ControlMessage message : crossSection.due(known, timestampMs)) {
            messages.inc();
            out.collect(message);
        }
        // one message however far the clock has jumped
        crossSection.skipTo(known, context.timerService().currentWatermark());
        schedule(known, context);
        state.update(known);
    }

    private static void schedule(CrossSectionState known, Context context) {
        for (long dueMs : new long[] {known.calibrateAtMs, known.weighAtMs, known.governAtMs}) {
            if (dueMs > 0) {
                context.timerService().registerEventTimeTimer(dueMs);
            }
        }
    }
}
