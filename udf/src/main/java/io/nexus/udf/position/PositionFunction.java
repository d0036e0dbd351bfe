package io.nexus.udf.position;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
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
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Layer 8 behind Layer 1, keyed by instrument. Emits nothing but side outputs. While positions are open the feed's clock ticks,
 * so that marks, silence, time limits and repeated closes need no market data of the instrument; of a live feed, processing
 * time stands in for the clock when it stops. */
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
    private final FeedPace pace;

    private transient ValueState<InstrumentPositions> state;
    private transient Map<String, PositionKeeper> keeperByInstrument;
    private transient SideOutputs sides;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public PositionFunction(
            PositionConfig config, InstrumentCatalog instruments, ReversalForecast reversal, FeedPace pace) {
        this.config = config;
        this.instruments = instruments;
        this.reversal = reversal;
        this.pace = pace;
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
        PositionKeeper keeper = keeper(context.getCurrentKey());
        if (observed.stamped().kind() == StampedKind.CLOCK) {
            keeper.onWatermark(positions, context.timerService().currentWatermark());
        }
        keeper.onRecord(positions, observed, sides.of(context));
        if (positions.positions.isEmpty() && positions.finished.isEmpty()) {
            state.clear();
            return;
        }
        follow(positions, observed.stamped(), context);
        state.update(positions);
    }

    /** The clock's stand-in. Event-time timers are of an older release's state. */
    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Void> out) throws Exception {
        InstrumentPositions positions = state.value();
        if (positions == null
                || context.timeDomain() != TimeDomain.PROCESSING_TIME
                || positions.standInAtWallMs != timestampMs) {
            return;
        }
        positions.standInAtWallMs = 0;
        long stoodMs = context.timerService().currentProcessingTime() - positions.clockAtWallMs;
        if (stoodMs >= 2 * config.markIntervalMs()) {
            keeper(context.getCurrentKey()).onClock(positions, positions.clockMs + stoodMs, sides.of(context));
        }
        standIn(positions, context);
        state.update(positions);
    }

    /** Follows the feed's clock while positions are held. */
    private void follow(InstrumentPositions positions, Stamped stamped, Context context) {
        if (positions.positions.isEmpty()) {
            positions.clockMs = 0;
            positions.clockAtWallMs = 0;
        } else if (stamped.kind() == StampedKind.CLOCK || positions.clockMs == 0) {
            positions.clockMs = Math.max(positions.clockMs, stamped.feedTimeMs());
            positions.clockAtWallMs = context.timerService().currentProcessingTime();
        }
        standIn(positions, context);
    }

    private void standIn(InstrumentPositions positions, Context context) {
        boolean isDue = pace == FeedPace.LIVE && positions.standInAtWallMs == 0 && !positions.positions.isEmpty();
        if (isDue) {
            positions.standInAtWallMs = context.timerService().currentProcessingTime() + config.markIntervalMs();
            context.timerService().registerProcessingTimeTimer(positions.standInAtWallMs);
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
