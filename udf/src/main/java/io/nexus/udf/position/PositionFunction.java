package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.order.OrderState;
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
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    /** Notices of rests that can't be sold, for the order topic. */
    public static final OutputTag<OrderEvent> DUST =
            new OutputTag<>("position-dust", TypeInformation.of(OrderEvent.class));

    private static final Logger LOG = LoggerFactory.getLogger(PositionFunction.class);
    private static final ValueStateDescriptor<InstrumentPositions> STATE =
            new ValueStateDescriptor<>("positions", InstrumentPositions.class);

    private final PositionConfig config;
    private final InstrumentCatalog instruments;
    private final ReversalForecast reversal;
    private final FeedPace pace;

    private transient ValueState<InstrumentPositions> state;
    private transient Map<String, PositionKeeper> keeperByInstrument;
    private transient Set<String> unmanaged;
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
        unmanaged = new HashSet<>();
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L8");
        metrics.gauge("instruments.unmanaged", unmanaged::size);
        sides = new SideOutputs(metrics);
    }

    @Override
    public void processElement(Observed observed, Context context, Collector<Void> out) throws Exception {
        InstrumentPositions known = state.value();
        boolean isOrder = observed.stamped().kind() == StampedKind.ORDER;
        OrderEvent order = observed.stamped().order();
        if (order != null && OrderEventRules.refusal(order, instruments) != null) {
            sides.onIgnored(PositionListener.Ignored.REFUSED);
            return;
        }
        if (!isOrder && (known == null || known.positions.isEmpty())) {
            return;
        }
        PositionKeeper keeper = keeper(context.getCurrentKey(), known);
        if (keeper == null) {
            return;
        }
        InstrumentPositions positions = known == null ? new InstrumentPositions() : known;
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
        PositionKeeper keeper = keeper(context.getCurrentKey(), positions);
        long stoodMs = context.timerService().currentProcessingTime() - positions.clockAtWallMs;
        boolean isDrained = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (keeper != null && !isDrained && stoodMs >= 2 * config.markIntervalMs()) {
            keeper.onClock(positions, positions.clockMs + stoodMs, sides.of(context));
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

    /** The keeper of an instrument; null if it has left the catalogue: its positions stay as they are, and nobody manages them. */
    private @Nullable PositionKeeper keeper(String key, @Nullable InstrumentPositions known) {
        PositionKeeper keeper = keeperByInstrument.get(key);
        if (keeper != null) {
            return keeper;
        }
        Instrument instrument = instruments.find(key);
        if (instrument == null) {
            if (known != null && !known.positions.isEmpty() && unmanaged.add(key)) {
                LOG.error(
                        "{} is not in the catalogue: {} positions on it are not managed", key, known.positions.size());
            }
            return null;
        }
        keeper = new PositionKeeper(config, reversal, instrument);
        keeperByInstrument.put(key, keeper);
        return keeper;
    }

    /** Hands on what the core says, and counts it. */
    private static final class SideOutputs implements PositionListener {
        private static final int FIRST_LOGGED_REFUSAL = 4;

        private final Map<ExitReason, Counter> closes = new EnumMap<>(ExitReason.class);
        private final Map<Ignored, Counter> ignored = new EnumMap<>(Ignored.class);
        private final Counter outcomes;
        private final Counter refusedCloses;
        private final Counter dust;
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
            refusedCloses = metrics.counter("closes.refused");
            dust = metrics.counter("dust");
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
        public void onCloseRefused(OrderState order, int refusals) {
            refusedCloses.inc();
            // the 4th, 8th, 16th ... in a row
            if (refusals >= FIRST_LOGGED_REFUSAL && Integer.bitCount(refusals) == 1) {
                LOG.error(
                        "{} of {}: {} closes refused in a row, {} {}; it is tried again",
                        order.intent.positionId(),
                        order.intent.instrument(),
                        refusals,
                        order.status,
                        order.error);
            }
        }

        @Override
        public void onDust(OrderEvent notice, long signedLots) {
            dust.inc();
            LOG.warn("{} lots of {} can't be sold and stay in the books, unmanaged", signedLots, notice.instrument());
            context.output(DUST, notice);
        }

        @Override
        public void onIgnored(Ignored why) {
            Objects.requireNonNull(ignored.get(why)).inc();
        }
    }
}
