package io.nexus.udf.risk;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.JobProgress;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventRules.Refusal;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.port.NanoClock;
import io.nexus.domain.port.WallClock;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.Layer;
import io.nexus.domain.skip.RejectReason;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.AccountInputKind;
import io.nexus.udf.edge.HourlyClose;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.metric.LatencyHistogram;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Layer 6, keyed by account: admits orders, books what became of them and passes both on to the tracker in its chain. */
public final class RiskFunction
        extends KeyedBroadcastProcessFunction<String, AccountInput, ControlUpdate, TrackerInput> {
    private static final long serialVersionUID = 1;

    public static final MapStateDescriptor<String, ControlMessage> CONTROL_STATE =
            new MapStateDescriptor<>("control", Types.STRING, Types.POJO(ControlMessage.class));
    /** Name of the count of admitted entries on {@link #COUNTS}. */
    public static final String ENTRY_ORDERS = RiskEngine.ENTRY_ORDERS;

    public static final OutputTag<OrderEvent> ORDER_EVENTS = new OutputTag<>("risk-order-events") {};
    public static final OutputTag<Decision> DECISIONS = new OutputTag<>("risk-decisions") {};
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("risk-skips") {};
    public static final OutputTag<FunnelCount> COUNTS = new OutputTag<>("risk-counts") {};
    public static final OutputTag<ControlMessage> CONTROL = new OutputTag<>("risk-control") {};
    public static final OutputTag<JobProgress> PROGRESS = new OutputTag<>("risk-progress") {};

    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("risk-dead-letters") {};

    /** Name of the count of executions that no book holds, on {@link #COUNTS}. */
    static final String UNBOOKED_FILLS = "orders.unbooked-fills";

    private static final Logger LOG = LoggerFactory.getLogger(RiskFunction.class);
    private static final ValueStateDescriptor<RiskBook> BOOK = new ValueStateDescriptor<>("risk-book", RiskBook.class);
    private static final MapStateDescriptor<String, HourlyCloses> CLOSES =
            new MapStateDescriptor<>("hourly-closes", String.class, HourlyCloses.class);

    private final RiskConfig config;
    private final InstrumentCatalog catalog;
    private final String runId;
    private final Calibration initialCalibration;
    private final Clocks clocks;

    private transient RiskEngine engine;
    private transient ValueState<RiskBook> bookState;
    private transient MapState<String, HourlyCloses> closesState;
    private transient Set<String> seenThisAttempt;
    private transient Map<String, AccountControl> controlByAccount;
    private transient boolean isControlRead;
    private transient Histogram verdictLatency;
    private transient Counter outdatedControl;
    private transient Counter withheldCandidates;
    private transient Counter withheldCloses;
    private transient Map<String, Counter> counterByName;
    private transient OrderRefusals refusals;
    private transient Counter reducedByRefusals;

    /** The clocks of the process; neither decides anything but whether an answer is of this attempt.
     *
     * @param nanos the monotonic one */
    public record Clocks(WallClock wall, NanoClock nanos) implements Serializable {}

    /** @param runId of the start message that this run waits for
     *  @param initialCalibration until the feedback has sent one */
    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public RiskFunction(
            RiskConfig config, InstrumentCatalog catalog, String runId, Calibration initialCalibration, Clocks clocks) {
        this.config = config;
        this.catalog = catalog;
        this.runId = runId;
        this.initialCalibration = initialCalibration;
        this.clocks = clocks;
    }

    @Override
    public void open(OpenContext context) {
        engine = new RiskEngine(config, catalog);
        bookState = getRuntimeContext().getState(BOOK);
        closesState = getRuntimeContext().getMapState(CLOSES);
        seenThisAttempt = new HashSet<>();
        controlByAccount = new HashMap<>();
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L6");
        Counter clockSkew = metrics.counter("clockSkew");
        verdictLatency = metrics.histogram("verdictLatencyNs", new LatencyHistogram(clocks.nanos()::nowNs, clockSkew));
        outdatedControl = metrics.counter("control.outdated");
        withheldCandidates = metrics.counter("candidates.withheld");
        withheldCloses = metrics.counter("closes.withheld");
        counterByName = new HashMap<>();
        counterByName.put(RiskEngine.ENTRY_ORDERS, metrics.counter(RiskEngine.ENTRY_ORDERS));
        refusals = new OrderRefusals(name -> metrics.counter(name)::inc);
        reducedByRefusals = metrics.counter("reduced.refusals");
        for (SkipCode code : SkipCode.values()) {
            if (code.layer() == Layer.L6) {
                counterByName.put(code.code(), metrics.counter(code.code()));
            }
        }
    }

    @Override
    public void processElement(AccountInput input, ReadOnlyContext context, Collector<TrackerInput> out)
            throws Exception {
        RiskBook book = bookState.value() == null ? engine.newBook(input.account()) : bookState.value();
        if (seenThisAttempt.add(input.account())) {
            engine.beginReconcile(book, clocks.wall().nowMs());
        }
        AccountControl control = control(input.account(), context.getBroadcastState(CONTROL_STATE));
        switch (input.kind()) {
            case CANDIDATE -> onCandidate(input, book, control, context, out);
            case CLOSE -> onClose(input, book, control, context, out);
            case MARK -> engine.mark(book, Objects.requireNonNull(input.mark()), control);
            case ORDER -> onOrder(input, book, control, context, out);
            case HOURLY_CLOSE -> onHourlyClose(Objects.requireNonNull(input.hourlyClose()));
            case TICK -> onTick(input, book, control, context, out);
            case FEED_SILENT, FEED_HEARD -> {
                boolean isSilent = input.kind() == AccountInputKind.FEED_SILENT;
                context.output(CONTROL, ControlMessage.of(engine.feed(book, isSilent, control), runId));
            }
        }
        bookState.update(book);
    }

    @Override
    public void processBroadcastElement(ControlUpdate update, Context context, Collector<TrackerInput> out)
            throws Exception {
        if (isControlRead != update.isTopicRead()) {
            isControlRead = update.isTopicRead();
            controlByAccount.clear();
        }
        ControlMessage message = update.message();
        if (message != null) {
            var control = context.getBroadcastState(CONTROL_STATE);
            ControlMessage before = control.get(message.key());
            if (before == null || before.version() < message.version()) {
                control.put(message.key(), message);
                controlByAccount.clear();
            } else {
                outdatedControl.inc();
                LOG.warn("control message {} is older than the one in force and changes nothing", message.key());
            }
        }
    }

    /** The watermark has passed: whatever the symbol chains made of records up to here has arrived. */
    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<TrackerInput> out) {
        context.output(PROGRESS, new JobProgress(context.getCurrentKey(), timestampMs));
    }

    private void onCandidate(
            AccountInput input,
            RiskBook book,
            AccountControl control,
            ReadOnlyContext context,
            Collector<TrackerInput> out) {
        Verdict verdict = engine.candidate(book, Objects.requireNonNull(input.candidate()), control, this::closesOf);
        if (verdict == null) {
            withheldCandidates.inc();
            return;
        }
        emit(verdict, context, out);
        verdictLatency.update(clocks.wall().nowNs() - verdict.intakeAtWallNs());
    }

    private void onClose(
            AccountInput input,
            RiskBook book,
            AccountControl control,
            ReadOnlyContext context,
            Collector<TrackerInput> out) {
        OrderIntent intent = engine.close(book, Objects.requireNonNull(input.close()), control);
        if (intent == null) {
            withheldCloses.inc();
        } else {
            admitted(intent, 0, context, out);
        }
    }

    private void onOrder(
            AccountInput input,
            RiskBook book,
            AccountControl control,
            ReadOnlyContext context,
            Collector<TrackerInput> out) {
        OrderEvent event = Objects.requireNonNull(input.order());
        Refusal refusal = engine.refusal(book, event);
        if (refusal != null) {
            context.output(DEAD_LETTERS, refusals.letter(event, refusal));
            if (refusal.reason() == RejectReason.ORDER_UNKNOWN_INSTRUMENT) {
                context.output(COUNTS, unbooked(book, event));
            }
            return;
        }
        long unbookedBefore = book.unbookedFills;
        boolean wasReduced = book.isReducedByRefusals;
        for (Verdict verdict : engine.order(book, event, control)) {
            emit(verdict, context, out);
        }
        if (book.unbookedFills != unbookedBefore) {
            context.output(COUNTS, unbooked(book, event));
        }
        if (book.isReducedByRefusals && !wasReduced) {
            reducedByRefusals.inc();
            LOG.error(
                    "{} only reduces: the venue refuses entries on several instruments for {}; mend the cause, then"
                            + " resume",
                    book.account,
                    book.refusedFor);
        }
        out.collect(TrackerInput.reported(input.account(), input.feedTimeMs(), event));
    }

    private static FunnelCount unbooked(RiskBook book, OrderEvent event) {
        return new FunnelCount("", UNBOOKED_FILLS, book.unbookedFills, event.feedTimeMs());
    }

    private void onTick(
            AccountInput input,
            RiskBook book,
            AccountControl control,
            ReadOnlyContext context,
            Collector<TrackerInput> out) {
        long nowMs = input.feedTimeMs();
        AccountSnapshot snapshot = engine.tick(book, nowMs, control);
        if (snapshot != null) {
            context.output(CONTROL, ControlMessage.of(snapshot, runId));
        }
        context.timerService().registerEventTimeTimer(nowMs - Math.floorMod(nowMs, config.progressIntervalMs()));
        out.collect(TrackerInput.tick(input.account(), nowMs, engine.reconcileSinceMs(book, nowMs)));
    }

    private void onHourlyClose(HourlyClose close) throws Exception {
        HourlyCloses known = closesState.get(close.instrument());
        HourlyCloses closes = known == null ? new HourlyCloses() : known;
        closes.add(close.closeTimeMs(), close.close());
        closesState.put(close.instrument(), closes);
    }

    private void emit(Verdict verdict, ReadOnlyContext context, Collector<TrackerInput> out) {
        Objects.requireNonNull(counterByName.get(verdict.count().name())).inc();
        context.output(COUNTS, verdict.count());
        if (verdict.skip() != null) {
            context.output(SKIPS, verdict.skip());
        }
        if (verdict.decision() != null) {
            context.output(DECISIONS, verdict.decision());
        }
        if (verdict.order() != null) {
            admitted(verdict.order(), verdict.intakeAtWallNs(), context, out);
        }
    }

    private void admitted(
            OrderIntent intent, long intakeAtWallNs, ReadOnlyContext context, Collector<TrackerInput> out) {
        context.output(ORDER_EVENTS, OrderEvent.admitted(intent, clocks.wall().nowMs()));
        out.collect(TrackerInput.admitted(intent, intakeAtWallNs));
    }

    private AccountControl control(String account, ReadOnlyBroadcastState<String, ControlMessage> state)
            throws Exception {
        AccountControl known = controlByAccount.get(account);
        if (known == null) {
            List<ControlMessage> messages = new ArrayList<>();
            state.immutableEntries().forEach(entry -> messages.add(entry.getValue()));
            known = AccountControl.of(messages, runId, account, initialCalibration);
            if (!isControlRead) {
                known = known.reducedBy(TradingCause.CATCHING_UP, "");
            }
            controlByAccount.put(account, known);
        }
        return known;
    }

    private @Nullable HourlyCloses closesOf(String instrument) {
        try {
            return closesState.get(instrument);
        } catch (Exception e) {
            throw new FlinkRuntimeException("hourly closes of " + instrument + " can't be read", e);
        }
    }
}
