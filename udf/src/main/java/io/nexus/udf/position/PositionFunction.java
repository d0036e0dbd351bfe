package io.nexus.udf.position;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.StampedKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Layer 8 behind Layer 1, keyed by instrument. Emits nothing but side outputs. While positions are open an event-time
 * timer ticks, so that marks, silence and repeated closes do not need market data. */
public final class PositionFunction extends KeyedProcessFunction<String, Observed, Void> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<CloseRequest> CLOSES =
            new OutputTag<>("position-closes", TypeInformation.of(CloseRequest.class));
    public static final OutputTag<PositionMark> MARKS =
            new OutputTag<>("position-marks", TypeInformation.of(PositionMark.class));
    public static final OutputTag<TradeOutcome> OUTCOMES =
            new OutputTag<>("position-outcomes", TypeInformation.of(TradeOutcome.class));
    public static final OutputTag<StopMove> STOP_MOVES =
            new OutputTag<>("position-stop-moves", TypeInformation.of(StopMove.class));
    private static final ValueStateDescriptor<InstrumentPositions> STATE =
            new ValueStateDescriptor<>("positions", InstrumentPositions.class);

    private final PositionConfig config;
    private final InstrumentCatalog instruments;
    private final ReversalForecast reversal;

    private transient ValueState<InstrumentPositions> state;
    private transient Map<String, PositionKeeper> keeperByInstrument;
    private transient SideOutputs sides;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public PositionFunction(PositionConfig config, InstrumentCatalog instruments, ReversalForecast reversal) {
        this.config = config;
        this.instruments = instruments;
        this.reversal = reversal;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(STATE);
        keeperByInstrument = new HashMap<>();
        sides = new SideOutputs(getRuntimeContext().getMetricGroup().addGroup("layer", "L8"));
    }

    @Override
    public void processElement(Observed observed, Context context, Collector<Void> out) throws Exception {
        InstrumentPositions known = state.value();
        boolean isOrder = observed.stamped().kind() == StampedKind.ORDER;
        if (!isOrder && (known == null || known.positions.isEmpty())) {
            return;
        }
        InstrumentPositions positions = known == null ? new InstrumentPositions() : known;
        keeper(context.getCurrentKey()).onRecord(positions, observed, sides.of(context));
        if (positions.positions.isEmpty() && positions.finished.isEmpty()) {
            state.clear();
            return;
        }
        schedule(positions, observed.stamped().feedTimeMs(), context);
        state.update(positions);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Void> out) throws Exception {
        InstrumentPositions positions = state.value();
        boolean isDrained = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (positions == null || positions.clockAtMs != timestampMs || isDrained) {
            return;
        }
        positions.clockAtMs = 0;
        // one tick however far the clock has jumped
        long nowMs = Math.max(timestampMs, context.timerService().currentWatermark());
        keeper(context.getCurrentKey()).onClock(positions, nowMs, sides.of(context));
        schedule(positions, nowMs, context);
        state.update(positions);
    }

    private void schedule(InstrumentPositions positions, long nowMs, Context context) {
        if (positions.clockAtMs == 0 && !positions.positions.isEmpty()) {
            positions.clockAtMs = nowMs + config.markIntervalMs();
            context.timerService().registerEventTimeTimer(positions.clockAtMs);
        }
    }

    private PositionKeeper keeper(String instrument) {
        return keeperByInstrument.computeIfAbsent(
                instrument, key -> new PositionKeeper(config, reversal, instruments.get(key)));
    }

    /** Hands on what the core says, and counts it. */
    private static final class SideOutputs implements PositionListener {
        private final Map<ExitReason, Counter> closes = new EnumMap<>(ExitReason.class);
        private final Map<Ignored, Counter> ignored = new EnumMap<>(Ignored.class);
        private final Counter outcomes;
        private KeyedProcessFunction<String, Observed, Void>.Context context;

        @SuppressWarnings("NullAway.Init") // the context is set before every record
        SideOutputs(MetricGroup metrics) {
            for (ExitReason reason : ExitReason.values()) {
                closes.put(reason, metrics.counter("close." + reason));
            }
            for (Ignored why : Ignored.values()) {
                ignored.put(why, metrics.counter("ignored." + why));
            }
            outcomes = metrics.counter("outcomes");
        }

        SideOutputs of(KeyedProcessFunction<String, Observed, Void>.Context current) {
            context = current;
            return this;
        }

        @Override
        public void onClose(CloseRequest request) {
            Objects.requireNonNull(closes.get(request.reason())).inc();
            context.output(CLOSES, request);
        }

        @Override
        public void onMark(PositionMark mark) {
            context.output(MARKS, mark);
        }

        @Override
        public void onStopMove(StopMove move) {
            context.output(STOP_MOVES, move);
        }

        @Override
        public void onOutcome(TradeOutcome outcome) {
            outcomes.inc();
            context.output(OUTCOMES, outcome);
        }

        @Override
        public void onIgnored(Ignored why) {
            Objects.requireNonNull(ignored.get(why)).inc();
        }
    }
}
