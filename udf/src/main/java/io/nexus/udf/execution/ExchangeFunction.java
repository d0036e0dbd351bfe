package io.nexus.udf.execution;

import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeFactory;
import io.nexus.domain.port.NanoClock;
import io.nexus.domain.port.WallClock;
import io.nexus.udf.metric.LatencyHistogram;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Layer 7's lane to the exchange: one short step in, its order events out. Never fails the job: what went wrong is an event,
 * or the step is asked again. */
public final class ExchangeFunction extends RichAsyncFunction<ExchangeStep, OrderEvent> {
    private static final long serialVersionUID = 1;

    private final ExecutionConfig config;
    private final ExchangeFactory exchanges;
    private final WallClock wall;
    private final NanoClock nanos;

    private transient Exchange exchange;
    private transient StepExecution execution;
    private transient Map<StepKind, Histogram> latencyByKind;
    private transient Histogram intakeToSubmitted;
    private transient Histogram tickToSubmit;
    private transient Counter timeouts;
    private transient Counter unanswered;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public ExchangeFunction(ExecutionConfig config, ExchangeFactory exchanges, WallClock wall, NanoClock nanos) {
        this.config = config;
        this.exchanges = exchanges;
        this.wall = wall;
        this.nanos = nanos;
    }

    @Override
    public void open(OpenContext context) {
        exchange = exchanges.open();
        execution = new StepExecution(exchange, config, wall, wall.nowMs());
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L7");
        latencyByKind = new EnumMap<>(StepKind.class);
        for (StepKind kind : StepKind.values()) {
            latencyByKind.put(kind, metrics.histogram("stepLatencyNs." + kind, new LatencyHistogram(nanos::nowNs)));
        }
        Counter clockSkew = metrics.counter("clockSkew", new ThreadSafeSimpleCounter());
        intakeToSubmitted = metrics.histogram("intakeToSubmittedNs", new LatencyHistogram(nanos::nowNs, clockSkew));
        tickToSubmit = metrics.histogram("tickToSubmitMs", new LatencyHistogram(nanos::nowNs, clockSkew));
        timeouts = metrics.counter("steps.timeouts");
        unanswered = metrics.counter("steps.failed");
    }

    @Override
    public void asyncInvoke(ExchangeStep step, ResultFuture<OrderEvent> result) {
        long startedNs = nanos.nowNs();
        OrderIntent intent = step.intent();
        boolean isFirstSending = step.intakeAtWallNs() > 0;
        if (isFirstSending && intent != null) {
            tickToSubmit.update(wall.nowMs() - intent.triggerSentAtWallMs());
        }
        var unused = execution.run(step).whenComplete((events, error) -> {
            Objects.requireNonNull(latencyByKind.get(step.kind())).update(nanos.nowNs() - startedNs);
            if (isFirstSending) {
                intakeToSubmitted.update(wall.nowNs() - step.intakeAtWallNs());
            }
            Collection<OrderEvent> told = events == null ? execution.timedOut(step) : events;
            if (told.isEmpty()) {
                unanswered.inc();
            }
            result.complete(told);
        });
    }

    @Override
    public void timeout(ExchangeStep step, ResultFuture<OrderEvent> result) {
        timeouts.inc();
        result.complete(execution.timedOut(step));
    }

    @Override
    public void close() {
        if (exchange != null) {
            exchange.close();
        }
    }
}
