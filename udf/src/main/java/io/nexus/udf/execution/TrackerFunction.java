package io.nexus.udf.execution;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderEventRules;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Layer 7's tracker, keyed by account in Layer 6's chain: owns each order's life. Steps leave in two lanes, so that a queue
 * of entries never delays a close; its main output is what it reports itself (DENIED). */
public final class TrackerFunction extends KeyedProcessFunction<String, TrackerInput, OrderEvent> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<ExchangeStep> ENTRY_STEPS = new OutputTag<>("entry-steps") {};
    public static final OutputTag<ExchangeStep> EXIT_STEPS = new OutputTag<>("exit-steps") {};
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("tracker-skips") {};
    public static final OutputTag<FunnelCount> COUNTS = new OutputTag<>("tracker-counts") {};

    /** Names of counts on {@link #COUNTS}. */
    static final String LOST_ORDERS = "orders.lost";

    static final String ESTIMATED_FILLS = "orders.estimated-fills";

    private static final Logger LOG = LoggerFactory.getLogger(TrackerFunction.class);
    private static final MapStateDescriptor<String, TrackedOrder> ORDERS =
            new MapStateDescriptor<>("tracked-orders", String.class, TrackedOrder.class);
    private static final ValueStateDescriptor<AccountTrack> ACCOUNT =
            new ValueStateDescriptor<>("account-track", AccountTrack.class);

    private final ExecutionConfig config;
    private final InstrumentCatalog catalog;
    private final WallClock wall;
    private final FeedPace pace;

    private transient OrderTracker tracker;
    private transient OrderEnds ends;
    private transient MapState<String, TrackedOrder> orders;
    private transient ValueState<AccountTrack> accounts;
    private transient TrackerCounters counters;
    private transient Set<String> left;

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
        ends = new OrderEnds(config);
        orders = getRuntimeContext().getMapState(ORDERS);
        accounts = getRuntimeContext().getState(ACCOUNT);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L7");
        counters = new TrackerCounters(name -> metrics.counter(name)::inc);
        left = new HashSet<>();
    }

    @Override
    public void processElement(TrackerInput input, Context context, Collector<OrderEvent> out) throws Exception {
        AccountTrack account = accounts.value() == null ? new AccountTrack() : accounts.value();
        if (input.order() == null) {
            // what was reported of an order bears the time of its step: it is no clock
            account.nowMs = Math.max(account.nowMs, input.feedTimeMs());
        }
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
            account.reconcileSinceMs = input.reconcileSinceMs();
            send(OrderTracker.reconcile(input.account(), input.reconcileSinceMs(), account.nowMs), context);
        }
        if (account.nowMs != Long.MIN_VALUE) {
            advance(account, input.account(), context, out);
        }
        standIn(account, context);
        accounts.update(account);
    }

    /** Timers may come late and twice: what is due is read from the orders. A drain is not the end of time: it fires every timer,
     * and one that is set anew then would fire at once, for ever; what is open stays in the state. */
    @Override
    public void onTimer(long firedAtMs, OnTimerContext context, Collector<OrderEvent> out) throws Exception {
        AccountTrack account = accounts.value();
        if (account == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
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
        advance(account, context.getCurrentKey(), context, out);
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
        OrderEventRules.Refusal refusal = OrderEventRules.refusal(event, catalog);
        if (refusal != null) {
            counters.refusedEvents.run();
            return;
        }
        if (event.kind() == OrderEventKind.ACCOUNT) {
            tracker.accountReported(account, event);
        }
        if (event.kind() == OrderEventKind.RECONCILED) {
            onListed(account, event, context, out);
        }
        if (event.intent() == null) {
            return;
        }
        String id = event.intent().clientOrderId();
        TrackedOrder order = orders.get(id);
        if (order != null && !OrderEventRules.isSameOrder(order.state.intent, event.intent())) {
            counters.refusedEvents.run();
            return;
        }
        if (event.report() != null
                && event.report().error() != null
                && !event.report().fills().isEmpty()) {
            counters.oddFills.run();
            LOG.error(
                    "executions of {} are booked with a remark: {}",
                    id,
                    event.report().error());
        }
        // orders may be read before the first tick
        long nowMs = account.nowMs == Long.MIN_VALUE ? event.intent().createdAtMs() : account.nowMs;
        if (order == null) {
            order = tracker.adopted(event, nowMs);
        } else {
            OrderReport ours = tracker.reported(account, order, event, nowMs);
            if (ours != null) {
                tellDenied(account, ours, order.state.intent, context, out);
            }
        }
        store(account, id, order);
    }

    /** The venue has listed its orders: those that were missing before it was asked are lost. */
    private void onListed(AccountTrack account, OrderEvent event, Context context, Collector<OrderEvent> out)
            throws Exception {
        boolean isOurs = account.listAskedAtMs != 0 && event.feedTimeMs() >= account.listAskedAtMs;
        if (!isOurs) {
            return;
        }
        account.listAskedAtMs = 0;
        for (TrackedOrder order : all()) {
            end(account, order, ends.lost(order, true, account.nowMs), context, out);
        }
    }

    private List<TrackedOrder> all() throws Exception {
        List<TrackedOrder> all = new ArrayList<>();
        orders.values().forEach(all::add);
        all.sort(Comparator.<TrackedOrder>comparingLong(order -> order.dueAtMs)
                .thenComparing(order -> order.state.intent.clientOrderId()));
        return all;
    }

    /** Reports the end that Layer 7 gives an order whose end the venue does not tell. */
    private void end(
            AccountTrack account,
            TrackedOrder order,
            @Nullable OrderReport lost,
            Context context,
            Collector<OrderEvent> out)
            throws Exception {
        if (lost == null) {
            return;
        }
        OrderIntent intent = order.state.intent;
        account.lostOrders++;
        counters.lostOrders.run();
        LOG.error("{} of {} is LOST: {}", intent.clientOrderId(), intent.instrument(), lost.error());
        context.output(COUNTS, new FunnelCount("", LOST_ORDERS, account.lostOrders, account.nowMs));
        out.collect(OrderEvent.report(intent, lost, account.nowMs, wall.nowMs()));
        store(account, intent.clientOrderId(), order);
    }

    private void estimate(
            AccountTrack account, TrackedOrder order, Instrument instrument, Context context, Collector<OrderEvent> out)
            throws Exception {
        OrderReport estimate = ends.estimate(order, instrument, account.nowMs);
        if (estimate == null) {
            return;
        }
        OrderIntent intent = order.state.intent;
        account.estimatedFills++;
        counters.estimatedFills.run();
        LOG.error("executions of {} of {}: {}", intent.clientOrderId(), intent.instrument(), estimate.error());
        context.output(COUNTS, new FunnelCount("", ESTIMATED_FILLS, account.estimatedFills, account.nowMs));
        out.collect(OrderEvent.report(intent, estimate, account.nowMs, wall.nowMs()));
        store(account, intent.clientOrderId(), order);
    }

    private void store(AccountTrack account, String id, @Nullable TrackedOrder order) throws Exception {
        if (order == null) {
            return;
        }
        if (order.state.isSettled()) {
            tracker.finish(account, order);
            orders.remove(id);
            if (order.isEntry() && order.state.filledLots == 0) {
                counters.aborted.run();
            }
        } else {
            orders.put(id, order);
        }
    }

    private void advance(AccountTrack account, String name, Context context, Collector<OrderEvent> out)
            throws Exception {
        boolean isAnyMissing = false;
        for (TrackedOrder order : all()) {
            if (order.dueAtMs > account.nowMs) {
                break;
            }
            Instrument instrument = catalog.find(order.state.intent.instrument());
            if (instrument == null) {
                leave(account, order, context);
                continue;
            }
            estimate(account, order, instrument, context, out);
            end(account, order, ends.lost(order, false, account.nowMs), context, out);
            if (order.state.isSettled()) {
                continue;
            }
            isAnyMissing |= ends.isMissing(order);
            ExchangeStep step = tracker.next(account, order, account.nowMs, wall.nowMs());
            if (step != null) {
                send(step, context);
            }
            context.timerService().registerEventTimeTimer(order.dueAtMs);
            orders.put(order.state.intent.clientOrderId(), order);
        }
        if (isAnyMissing && ends.isListDue(account, account.nowMs)) {
            account.listAskedAtMs = account.nowMs;
            send(OrderTracker.reconcile(name, Math.max(1, account.reconcileSinceMs), account.nowMs), context);
        }
        ExchangeStep ask = tracker.account(account, name, account.nowMs);
        if (ask != null) {
            send(ask, context);
        }
    }

    /** An order whose instrument has left the catalogue can't be asked for: it stays as it is. */
    private void leave(AccountTrack account, TrackedOrder order, Context context) throws Exception {
        String id = order.state.intent.clientOrderId();
        if (left.add(id)) {
            LOG.error("{} is not followed: {} is not in the catalogue", id, order.state.intent.instrument());
        }
        order.dueAtMs = account.nowMs + config.maxPollMs();
        context.timerService().registerEventTimeTimer(order.dueAtMs);
        orders.put(id, order);
    }

    private void send(ExchangeStep step, Context context) {
        boolean isEntry = step.kind() == StepKind.PLACE
                && step.intent() != null
                && !step.intent().purpose().isExit();
        context.output(isEntry ? ENTRY_STEPS : EXIT_STEPS, step);
        counters.sent(step.kind());
    }

    private void tellDenied(
            AccountTrack account, OrderReport report, OrderIntent intent, Context context, Collector<OrderEvent> out) {
        long feedTimeMs = intent.createdAtMs();
        out.collect(OrderEvent.report(intent, report, feedTimeMs, wall.nowMs()));
        if (intent.plan() != null) {
            counters.refused.run();
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
