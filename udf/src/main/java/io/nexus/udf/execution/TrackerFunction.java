package io.nexus.udf.execution;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.port.WallClock;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.edge.TrackerInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Layer 7's tracker, keyed by account in Layer 6's chain: owns each order's life. Steps leave in two lanes, so that a queue
 * of entries never delays a close; its main output is what it reports itself (DENIED). */
public final class TrackerFunction extends KeyedProcessFunction<String, TrackerInput, OrderEvent> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<ExchangeStep> ENTRY_STEPS = new OutputTag<>("entry-steps") {};
    public static final OutputTag<ExchangeStep> EXIT_STEPS = new OutputTag<>("exit-steps") {};
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("tracker-skips") {};
    public static final OutputTag<FunnelCount> COUNTS = new OutputTag<>("tracker-counts") {};

    private static final MapStateDescriptor<String, TrackedOrder> ORDERS =
            new MapStateDescriptor<>("tracked-orders", String.class, TrackedOrder.class);
    private static final ValueStateDescriptor<AccountTrack> ACCOUNT =
            new ValueStateDescriptor<>("account-track", AccountTrack.class);

    private final ExecutionConfig config;
    private final InstrumentCatalog catalog;
    private final WallClock wall;
    private final FeedPace pace;

    private transient OrderTracker tracker;
    private transient MapState<String, TrackedOrder> orders;
    private transient ValueState<AccountTrack> accounts;
    private transient Map<StepKind, Counter> steps;
    private transient Counter aborted;
    private transient Counter refused;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public TrackerFunction(ExecutionConfig config, InstrumentCatalog catalog, WallClock wall, FeedPace pace) {
        this.config = config;
        this.catalog = catalog;
        this.wall = wall;
        this.pace = pace;
    }

    @Override
    public void open(OpenContext context) {
        tracker = new OrderTracker(config, wall.nowMs());
        orders = getRuntimeContext().getMapState(ORDERS);
        accounts = getRuntimeContext().getState(ACCOUNT);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L7");
        steps = new EnumMap<>(StepKind.class);
        for (StepKind kind : StepKind.values()) {
            steps.put(kind, metrics.counter("steps." + kind));
        }
        aborted = metrics.counter("entries.aborted");
        refused = metrics.counter(SkipCode.L7_DENIED.code());
    }

    @Override
    public void processElement(TrackerInput input, Context context, Collector<OrderEvent> out) throws Exception {
        AccountTrack account = accounts.value() == null ? new AccountTrack() : accounts.value();
        account.nowMs = Math.max(account.nowMs, input.feedTimeMs());
        boolean isTick = input.admitted() == null && input.order() == null;
        if (isTick && input.feedTimeMs() > account.clockMs) {
            account.clockMs = input.feedTimeMs();
            account.clockAtWallMs = context.timerService().currentProcessingTime();
        }
        if (input.admitted() != null) {
            onAdmitted(account, input, context, out);
        } else if (input.order() != null) {
            onOrder(account, input.order(), context, out);
        }
        if (input.reconcileSinceMs() > 0) {
            send(OrderTracker.reconcile(input.account(), input.reconcileSinceMs(), account.nowMs), context);
        }
        advance(account, input.account(), context);
        standIn(account, context);
        accounts.update(account);
    }

    /** Timers may come late and twice: what is due is read from the orders. */
    @Override
    public void onTimer(long firedAtMs, OnTimerContext context, Collector<OrderEvent> out) throws Exception {
        AccountTrack account = accounts.value();
        if (account == null) {
            return;
        }
        long nowMs = firedAtMs;
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            if (account.standInAtWallMs != firedAtMs) {
                return;
            }
            account.standInAtWallMs = 0;
            nowMs = standInMs(account, context);
        }
        account.nowMs = Math.max(account.nowMs, nowMs);
        advance(account, context.getCurrentKey(), context);
        standIn(account, context);
        accounts.update(account);
    }

    /** Feed time as wall time says it, once the clock has stopped. */
    private long standInMs(AccountTrack account, Context context) {
        long stoodMs = context.timerService().currentProcessingTime() - account.clockAtWallMs;
        boolean hasStopped = account.clockMs > 0 && stoodMs >= config.pollMs();
        return hasStopped ? account.clockMs + stoodMs : account.clockMs;
    }

    /** While orders of a live feed are open, processing time stands in for the feed's clock when it stops. */
    private void standIn(AccountTrack account, Context context) throws Exception {
        if (pace == FeedPace.LIVE && account.standInAtWallMs == 0 && !orders.isEmpty()) {
            account.standInAtWallMs = context.timerService().currentProcessingTime() + config.pollMs();
            context.timerService().registerProcessingTimeTimer(account.standInAtWallMs);
        }
    }

    private void onAdmitted(AccountTrack account, TrackerInput input, Context context, Collector<OrderEvent> out)
            throws Exception {
        OrderIntent intent = Objects.requireNonNull(input.admitted());
        if (orders.contains(intent.clientOrderId())) {
            return;
        }
        TrackedOrder order = tracker.admitted(intent, input.feedTimeMs(), input.intakeAtWallNs());
        String violation = OrderFilters.violation(intent, catalog.find(intent.instrument()));
        if (violation == null) {
            orders.put(intent.clientOrderId(), order);
        } else {
            tellDenied(account, tracker.deny(order, violation), intent, context, out);
        }
    }

    private void onOrder(AccountTrack account, OrderEvent event, Context context, Collector<OrderEvent> out)
            throws Exception {
        if (event.kind() == OrderEventKind.ACCOUNT) {
            tracker.accountReported(account, event);
        }
        if (event.intent() == null) {
            return;
        }
        String id = event.intent().clientOrderId();
        TrackedOrder order = orders.get(id);
        if (order == null) {
            order = tracker.adopted(event, account.nowMs);
        } else {
            OrderReport ours = tracker.reported(account, order, event, account.nowMs);
            if (ours != null) {
                tellDenied(account, ours, order.state.intent, context, out);
            }
        }
        store(account, id, order);
    }

    private void store(AccountTrack account, String id, @Nullable TrackedOrder order) throws Exception {
        if (order == null) {
            return;
        }
        if (order.state.isSettled()) {
            tracker.finish(account, order);
            orders.remove(id);
            if (order.isEntry() && order.state.filledLots == 0) {
                aborted.inc();
            }
        } else {
            orders.put(id, order);
        }
    }

    private void advance(AccountTrack account, String name, Context context) throws Exception {
        List<TrackedOrder> due = new ArrayList<>();
        for (TrackedOrder order : orders.values()) {
            if (order.dueAtMs <= account.nowMs) {
                due.add(order);
            }
        }
        due.sort(Comparator.<TrackedOrder>comparingLong(order -> order.dueAtMs)
                .thenComparing(order -> order.state.intent.clientOrderId()));
        for (TrackedOrder order : due) {
            ExchangeStep step = tracker.next(account, order, account.nowMs, wall.nowMs());
            if (step != null) {
                send(step, context);
            }
            context.timerService().registerEventTimeTimer(order.dueAtMs);
            orders.put(order.state.intent.clientOrderId(), order);
        }
        ExchangeStep ask = tracker.account(account, name, account.nowMs);
        if (ask != null) {
            send(ask, context);
        }
    }

    private void send(ExchangeStep step, Context context) {
        boolean isEntry = step.kind() == StepKind.PLACE
                && step.intent() != null
                && !step.intent().purpose().isExit();
        context.output(isEntry ? ENTRY_STEPS : EXIT_STEPS, step);
        Objects.requireNonNull(steps.get(step.kind())).inc();
    }

    private void tellDenied(
            AccountTrack account, OrderReport report, OrderIntent intent, Context context, Collector<OrderEvent> out) {
        long feedTimeMs = intent.createdAtMs();
        out.collect(OrderEvent.report(intent, report, feedTimeMs, wall.nowMs()));
        if (intent.plan() != null) {
            refused.inc();
            long total = account.deniedByInstrument.merge(intent.instrument(), 1L, Long::sum);
            String code = SkipCode.L7_DENIED.code();
            context.output(COUNTS, new FunnelCount(intent.instrument(), code, total, feedTimeMs));
            context.output(SKIPS, skip(intent, report, intent.plan().models()));
        }
    }

    private static SkipRecord skip(OrderIntent intent, OrderReport report, String models) {
        return new SkipRecord(
                SkipCode.L7_DENIED,
                intent.instrument(),
                intent.evaluation(),
                intent.triggeredAtMs(),
                Objects.requireNonNullElse(report.error(), ""),
                Double.NaN,
                Double.NaN,
                models);
    }
}
