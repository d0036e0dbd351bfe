package io.nexus.udf.feedback;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Feedback of one strategy, keyed by its column: books outcomes and tells its statistics, at most once per interval. */
public final class StrategyFeedbackFunction extends KeyedProcessFunction<Integer, FeedbackInput, StrategyStatistics> {
    private static final long serialVersionUID = 1;

    private static final ValueStateDescriptor<StrategyHistory> STATE =
            new ValueStateDescriptor<>("strategy-history", StrategyHistory.class);

    private final FeedbackConfig config;

    private transient StrategyLedger ledger;
    private transient ValueState<StrategyHistory> state;
    private transient Counter trades;
    private transient Counter episodes;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public StrategyFeedbackFunction(FeedbackConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        ledger = new StrategyLedger(config);
        state = getRuntimeContext().getState(STATE);
        var metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "feedback");
        trades = metrics.counter("trades");
        episodes = metrics.counter("episodes");
    }

    @Override
    public void processElement(FeedbackInput input, Context context, Collector<StrategyStatistics> out)
            throws Exception {
        StrategyHistory history = state.value() == null ? new StrategyHistory() : state.value();
        ledger.book(history, input);
        (input.isTrade() ? trades : episodes).inc();
        if (history.feedTimeMs - history.toldAtMs >= config.statisticsIntervalMs()) {
            tell(history, context.getCurrentKey(), out);
        } else if (history.tellAtMs == 0) {
            history.tellAtMs = history.toldAtMs + config.statisticsIntervalMs();
            context.timerService().registerEventTimeTimer(history.tellAtMs);
        }
        state.update(history);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<StrategyStatistics> out) throws Exception {
        StrategyHistory history = state.value();
        if (history != null && history.tellAtMs == timestampMs) {
            tell(history, context.getCurrentKey(), out);
            state.update(history);
        }
    }

    private void tell(StrategyHistory history, int strategyColumn, Collector<StrategyStatistics> out) {
        history.toldAtMs = Math.max(history.feedTimeMs, history.tellAtMs);
        history.tellAtMs = 0;
        out.collect(ledger.sum(history, strategyColumn));
    }
}
