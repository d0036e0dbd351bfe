package io.nexus.udf.execution;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.port.WallClock;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.edge.TrackerInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The tracker, its steps' execution, the order topic and a venue; wall time equals feed time. A crash goes back to the last
 * checkpoint: the tracker's state, the steps in flight and the place in the topic; what was written to the topic and done at
 * the venue stays. */
final class TrackerWorld implements AutoCloseable {
    static final String ACCOUNT = "BINANCE|USDM|main";
    static final Instrument BTC = new Instrument(
            "BINANCE|USDM|BTCUSDT",
            "BINANCE",
            Market.USDM,
            "BTCUSDT",
            new BigDecimal("0.1"),
            new BigDecimal("0.001"),
            1,
            1_000,
            new BigDecimal("100"),
            BigDecimal.ONE,
            false,
            true,
            new BigDecimal("0.0005"));
    static final long START = 1_000_000;

    final AtomicLong nowMs = new AtomicLong(START);
    final ForgetfulVenue venue = new ForgetfulVenue(nowMs::get);
    final Map<String, OrderState> told = new LinkedHashMap<>();
    final List<SkipRecord> skips = new ArrayList<>();
    final List<StepKind> stepKinds = new ArrayList<>();

    private final ExecutionConfig config;
    /** Restoring before every element shows what is kept outside of state; it is no new attempt of the job. */
    private final boolean isRestoredEachTime;

    private final FeedPace pace;
    /** No tick comes, and events bear the feed time that the tracker gave their steps. */
    private boolean hasFeedStopped;

    /** Whether a partition without heartbeats holds back every watermark. */
    boolean hasWatermarks = true;

    private final AtomicLong startedMs = new AtomicLong(START);
    private final List<OrderEvent> topic = new ArrayList<>();
    private List<ExchangeStep> inFlight = new ArrayList<>();
    private int read;
    private KeyedOneInputStreamOperatorTestHarness<String, TrackerInput, OrderEvent> harness;
    private StepExecution execution;

    private OperatorSubtaskState checkpoint;
    private List<ExchangeStep> checkpointInFlight = new ArrayList<>();
    private int checkpointRead;

    TrackerWorld(boolean isRestoredEachTime) throws Exception {
        this(isRestoredEachTime, FeedPace.REPLAYED);
    }

    TrackerWorld(boolean isRestoredEachTime, FeedPace pace) throws Exception {
        this(isRestoredEachTime, pace, ExecutionConfig.defaults());
    }

    TrackerWorld(boolean isRestoredEachTime, FeedPace pace, ExecutionConfig config) throws Exception {
        this.isRestoredEachTime = isRestoredEachTime;
        this.pace = pace;
        this.config = config;
        start(null);
        checkpoint();
    }

    static OrderIntent entry(String id, long lots, long triggeredWallMs) {
        EntryPlan plan =
                new EntryPlan(590_000, 620_000, 1, 1_200_000, 0.8, 0.5, 1, 0, 0.5, 0.6, BigDecimal.ONE, List.of(), "m");
        return new OrderIntent(
                ACCOUNT,
                BTC.key(),
                id,
                id,
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                lots,
                600_000,
                false,
                triggeredWallMs,
                triggeredWallMs,
                triggeredWallMs,
                7,
                1_200_000,
                plan,
                null);
    }

    static OrderIntent close(String id, long lots, long triggeredWallMs) {
        return new OrderIntent(
                ACCOUNT,
                BTC.key(),
                id,
                "p",
                OrderPurpose.CLOSE,
                Side.SELL,
                OrderType.MARKET,
                TimeInForce.IOC,
                lots,
                600_000,
                true,
                triggeredWallMs,
                triggeredWallMs,
                triggeredWallMs,
                0,
                1_200_000,
                null,
                ExitReason.STOP_LOSS);
    }

    /** An entry triggered now, late enough after the start that no earlier attempt can have sent it. */
    OrderIntent freshEntry(String id, long lots) {
        nowMs.addAndGet(2_000);
        return entry(id, lots, nowMs.get());
    }

    void admit(OrderIntent intent) throws Exception {
        topic.add(OrderEvent.admitted(intent, nowMs.get()));
        give(new TrackerInput(ACCOUNT, nowMs.get(), intent, null, 0, 77));
    }

    /** Runs the steps in flight and delivers what the topic holds, until nothing moves. */
    void settle() throws Exception {
        while (!inFlight.isEmpty() || read < topic.size()) {
            runSteps();
            deliver();
        }
    }

    /** Executes what is in flight; the answers are written to the topic. */
    void runSteps() throws Exception {
        List<ExchangeStep> steps = inFlight;
        inFlight = new ArrayList<>();
        for (ExchangeStep step : steps) {
            topic.addAll(execution.run(step).get());
        }
    }

    void deliver() throws Exception {
        while (read < topic.size()) {
            OrderEvent event = topic.get(read++);
            if (event.intent() != null) {
                OrderState state =
                        told.computeIfAbsent(event.intent().clientOrderId(), id -> new OrderState(event.intent()));
                if (event.report() != null) {
                    state.merge(event.report(), event.feedTimeMs());
                }
            }
            long feedTimeMs = hasFeedStopped ? event.feedTimeMs() : nowMs.get();
            give(new TrackerInput(ACCOUNT, feedTimeMs, null, event, 0, 0));
        }
    }

    /** Lets wall time pass in steps of 250 ms while the feed brings nothing. */
    void passWithoutFeed(long ms) throws Exception {
        hasFeedStopped = true;
        for (long end = nowMs.get() + ms; nowMs.get() < end; ) {
            nowMs.addAndGet(250);
            restoreIfEachTime();
            harness.setProcessingTime(nowMs.get());
            drain();
            settle();
        }
        hasFeedStopped = false;
    }

    /** Lets feed and wall time pass in ticks of 250 ms. */
    void pass(long ms) throws Exception {
        pass(ms, 250);
    }

    void pass(long ms, long tickMs) throws Exception {
        for (long end = nowMs.get() + ms; nowMs.get() < end; ) {
            nowMs.addAndGet(Math.min(tickMs, end - nowMs.get()));
            give(new TrackerInput(ACCOUNT, nowMs.get(), null, null, 0, 0));
            settle();
        }
    }

    /** Lets time pass in ticks of 250 ms while every step is lost on its way. */
    void passLosingSteps(long ms) throws Exception {
        for (long end = nowMs.get() + ms; nowMs.get() < end; ) {
            nowMs.addAndGet(250);
            give(new TrackerInput(ACCOUNT, nowMs.get(), null, null, 0, 0));
            inFlight.clear();
        }
    }

    /** All that the tracker and the steps' execution said, and what they asked of the venue. */
    List<Object> all() {
        return List.of(topic, skips, stepKinds, venue.requests, told);
    }

    void reconcile() throws Exception {
        give(new TrackerInput(ACCOUNT, nowMs.get(), null, null, 1, 0));
    }

    void checkpoint() throws Exception {
        checkpoint = harness.snapshot(0, 0);
        checkpointInFlight = new ArrayList<>(inFlight);
        checkpointRead = read;
    }

    void crash(long downMs) throws Exception {
        nowMs.addAndGet(downMs);
        startedMs.set(nowMs.get());
        harness.close();
        inFlight = new ArrayList<>(checkpointInFlight);
        read = checkpointRead;
        start(checkpoint);
    }

    /** Lets the tracker read an event that nobody here wrote. */
    void read(OrderEvent event) throws Exception {
        give(new TrackerInput(ACCOUNT, event.feedTimeMs(), null, event, 0, 0));
    }

    OrderState state(String id) {
        return told.get(id);
    }

    boolean isTrackerEmpty() {
        return harness.numKeyedStateEntries() <= 1;
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the harness does not close", e);
        }
    }

    private void give(TrackerInput input) throws Exception {
        restoreIfEachTime();
        harness.setProcessingTime(nowMs.get());
        harness.processElement(new StreamRecord<>(input, nowMs.get()));
        if (hasWatermarks) {
            harness.processWatermark(new Watermark(nowMs.get()));
        }
        drain();
    }

    private void restoreIfEachTime() throws Exception {
        if (isRestoredEachTime) {
            OperatorSubtaskState snapshot = harness.snapshot(0, 0);
            harness.close();
            start(snapshot);
        }
    }

    private void drain() {
        harness.extractOutputValues().forEach(topic::add);
        harness.getOutput().clear();
        drain(TrackerFunction.EXIT_STEPS, inFlight);
        drain(TrackerFunction.ENTRY_STEPS, inFlight);
        drain(TrackerFunction.SKIPS, skips);
    }

    private <T> void drain(OutputTag<T> tag, List<T> into) {
        ConcurrentLinkedQueue<StreamRecord<T>> output = harness.getSideOutput(tag);
        while (output != null && !output.isEmpty()) {
            T value = output.poll().getValue();
            if (value instanceof ExchangeStep step) {
                stepKinds.add(step.kind());
            }
            into.add(value);
        }
    }

    private void start(OperatorSubtaskState snapshot) throws Exception {
        AtomicLong clock = nowMs;
        AtomicLong started = startedMs;
        AtomicBoolean opening = new AtomicBoolean(true);
        WallClock wall = () -> opening.get() ? started.get() : clock.get();
        var function = new TrackerFunction(config, new InstrumentCatalog(List.of(BTC)), wall, pace);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), TrackerInput::account, Types.STRING, 128, 1, 0);
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        opening.set(false);
        execution = new StepExecution(venue, config, wall, startedMs.get());
    }
}
