package io.nexus.udf.intake;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.SymbolInput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Heads the symbol chain: joins an instrument's records with control, decides what is evaluated, and hands the feed's clock to
 * the instruments that have an active order or position. */
public final class IntakeFunction extends KeyedBroadcastProcessFunction<String, SymbolInput, BroadcastInput, Stamped> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("intake-dead-letters") {};
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("intake-skips") {};
    public static final OutputTag<FunnelCount> COUNTS = new OutputTag<>("intake-counts") {};
    public static final MapStateDescriptor<String, ControlMessage> CONTROL =
            new MapStateDescriptor<>("control", Types.STRING, Types.POJO(ControlMessage.class));
    private static final ValueStateDescriptor<IntakeState> STATE =
            new ValueStateDescriptor<>("intake", IntakeState.class);

    private final IntakeConfig config;
    private final ControlResolver resolver;
    private final InstrumentCatalog instruments;

    private transient Intake intake;
    private transient ValueState<IntakeState> state;
    private transient Counter accepted;
    private transient Counter refused;
    private transient Counter refusedOrders;
    private transient @Nullable ControlView view;
    /** Instruments of this subtask with an active order or position; null until it was read from state. */
    private transient @Nullable Set<String> active;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public IntakeFunction(IntakeConfig config, ControlResolver resolver, InstrumentCatalog instruments) {
        this.config = config;
        this.resolver = resolver;
        this.instruments = instruments;
    }

    @Override
    public void open(OpenContext context) {
        intake = new Intake(config);
        state = getRuntimeContext().getState(STATE);
        var metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L0");
        accepted = metrics.counter("accepted");
        refused = metrics.counter("replayed");
        refusedOrders = metrics.counter("orders.refused");
    }

    @Override
    public void processElement(SymbolInput input, ReadOnlyContext context, Collector<Stamped> out) throws Exception {
        IntakeState known = state.value() == null ? new IntakeState() : state.value();
        ControlView control = view(context.getBroadcastState(CONTROL));
        if (input.order() != null) {
            onOrder(input, input.order(), known, control, out);
        } else if (input.market() != null) {
            onMarket(input, input.market(), known, control, context, out);
        }
        state.update(known);
    }

    @Override
    public void processBroadcastElement(BroadcastInput input, Context context, Collector<Stamped> out)
            throws Exception {
        if (input.control() == null) {
            onClock(input.clockMs(), context, out);
        } else {
            onControl(input.control(), context, out);
        }
    }

    private void onClock(long clockMs, Context context, Collector<Stamped> out) throws Exception {
        ControlView control = view(context.getBroadcastState(CONTROL));
        for (String instrument : active(context)) {
            out.collect(Stamped.ofClock(instrument, control, clockMs));
        }
    }

    private Set<String> active(Context context) throws Exception {
        if (active == null) {
            Set<String> read = new LinkedHashSet<>();
            context.applyToKeyedState(STATE, (instrument, keyed) -> {
                if (keyed.value().activeOrders.isActive()) {
                    read.add(instrument);
                }
            });
            active = read;
        }
        return active;
    }

    private void onControl(ControlMessage message, Context context, Collector<Stamped> out) throws Exception {
        var control = context.getBroadcastState(CONTROL);
        ControlMessage before = control.get(message.key());
        if (before != null && before.version() >= message.version()) {
            return; // counted by Layer 6, which gets the same messages
        }
        control.put(message.key(), message);
        ControlView old = view;
        ControlView now = resolver.resolve(newest(control.immutableEntries()));
        view = now;
        if (old == null || old.tradingState() != now.tradingState()) {
            context.applyToKeyedState(STATE, (instrument, keyed) -> {
                IntakeState known = keyed.value();
                if (instruments.find(instrument) == null) {
                    return; // it has left the catalogue: no layer knows its scale
                }
                out.collect(Stamped.ofTradingState(instrument, known.activeOrders.isActive(), now, known.feedTimeMs));
            });
        }
    }

    private void onOrder(
            SymbolInput input, OrderEvent order, IntakeState known, ControlView control, Collector<Stamped> out) {
        long nowMs = Math.max(known.feedTimeMs, order.feedTimeMs());
        Instrument instrument = instruments.find(input.instrument());
        if (instrument == null
                || OrderEventRules.refusal(order, instruments) != null
                || known.activeOrders.refuses(order, instrument, nowMs)) {
            refusedOrders.inc(); // Layer 6 makes a dead letter of the same event
            return;
        }
        known.activeOrders.apply(order);
        if (active != null) {
            if (known.activeOrders.isActive()) {
                active.add(input.instrument());
            } else {
                active.remove(input.instrument());
            }
        }
        out.collect(Stamped.of(order, known.activeOrders.isActive(), control, nowMs, input.receivedAtWallNs()));
    }

    private void onMarket(
            SymbolInput input,
            MarketEvent received,
            IntakeState known,
            ControlView control,
            ReadOnlyContext context,
            Collector<Stamped> out) {
        DeadLetter refusal = intake.accept(known, received);
        if (refusal != null) {
            refused.inc();
            context.output(DEAD_LETTERS, refusal);
            return;
        }
        accepted.inc();
        DeadLetter lateness = intake.lateness(known, received);
        if (lateness != null) {
            context.output(DEAD_LETTERS, lateness);
        }
        if (intake.isRepeat(known, received)) {
            return;
        }
        MarketEvent event = Intake.timely(known, received);
        long evaluation = intake.evaluation(known, event);
        SkipCode blocked = evaluation > 0 ? blocked(event.freshness()) : null;
        if (blocked != null) {
            String times = Intake.times(known, received);
            context.output(
                    SKIPS,
                    new SkipRecord(
                            blocked,
                            event.instrument(),
                            evaluation,
                            event.feedTimeMs(),
                            times,
                            Double.NaN,
                            Double.NaN,
                            ""));
        }
        out.collect(Stamped.of(
                event,
                evaluation,
                blocked,
                known.activeOrders.isActive(),
                control,
                known.feedTimeMs,
                input.receivedAtWallNs()));
        if (intake.isCountDue(known, event)) {
            intake.counts(known, input.instrument()).forEach(count -> context.output(COUNTS, count));
        }
    }

    private static @Nullable SkipCode blocked(Freshness freshness) {
        return switch (freshness) {
            case FRESH -> null;
            case STALE -> SkipCode.L0_STALE;
            case FUTURE -> SkipCode.L0_FUTURE;
        };
    }

    private ControlView view(ReadOnlyBroadcastState<String, ControlMessage> control) throws Exception {
        ControlView resolved = view;
        if (resolved == null) {
            resolved = resolver.resolve(newest(control.immutableEntries()));
            view = resolved;
        }
        return resolved;
    }

    private static List<ControlMessage> newest(Iterable<Map.Entry<String, ControlMessage>> entries) {
        List<ControlMessage> messages = new ArrayList<>();
        entries.forEach(entry -> messages.add(entry.getValue()));
        return messages;
    }
}
