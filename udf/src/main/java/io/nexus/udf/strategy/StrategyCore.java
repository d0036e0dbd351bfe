package io.nexus.udf.strategy;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.Governance;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.InstrumentScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layer 2 of one instrument: steps every strategy on every event, begins episodes, and at evaluations tells all twenty
 * signals and keeps the confident ones. Keeps scratch space only; all memory is in the state handed in. */
public final class StrategyCore {
    private static final String MODELS = "";
    private static final Signal[] NEUTRAL = neutral();

    private final InstrumentScale scale;
    private final StrategyConfig config;
    private final List<Strategy> strategies;
    private final Trigger trigger = new Trigger();
    private final int[] triggered = new int[StrategyId.COUNT];
    private final boolean[] beganBuy = new boolean[StrategyId.COUNT];
    private final boolean[] beganSell = new boolean[StrategyId.COUNT];

    public StrategyCore(InstrumentScale scale, StrategyConfig config) {
        this.scale = scale;
        this.config = config;
        this.strategies = StrategyCatalog.of(config);
    }

    private static Signal[] neutral() {
        Signal[] signals = new Signal[StrategyId.COUNT];
        for (StrategyId strategy : StrategyId.values()) {
            signals[strategy.column()] = Signal.neutral(strategy);
        }
        return signals;
    }

    /** Takes what Layer 1 observed in; at an evaluation that goes on, asks all twenty strategies. */
    public Signaled process(StrategyMemories memories, Observed observed, MarketEvent event) {
        if (observed.assessment() != null) {
            memories.regimeGroup = observed.assessment().engineRegime().group();
        }
        ControlView control = observed.stamped().control();
        List<Signal> fires = List.of();
        if (event.bar() == null && observed.hasTouch()) {
            MarketTick tick = new MarketTick(
                    observed.context(), scale, event, observed.stamped().feedTimeMs(), config.minStepBps());
            fires = step(memories, tick, control.calibration());
        } else {
            forgetTriggers();
        }
        if (!observed.isEvaluation()) {
            return new Signaled(observed, fires, List.of(), List.of());
        }
        List<Signal> signals = signals(memories, observed.stamped().feedTimeMs(), control.calibration());
        return new Signaled(observed, fires, signals, kept(signals, limit(control)));
    }

    private void forgetTriggers() {
        Arrays.fill(triggered, 0);
        Arrays.fill(beganBuy, false);
        Arrays.fill(beganSell, false);
    }

    /** Whether the event processed last met a strategy's whole rule for a side, be it a new episode or not. */
    public boolean isTriggered(StrategyId strategy, Side side) {
        return triggered[strategy.column()] == side.sign();
    }

    /** Whether the event processed last met the first clause of a strategy's rule for a side. */
    public boolean begins(StrategyId strategy, Side side) {
        return side == Side.BUY ? beganBuy[strategy.column()] : beganSell[strategy.column()];
    }

    private double limit(ControlView control) {
        double[] tightening = control.governance().thresholdAdjustments();
        return config.minConfidence() + Math.max(0, tightening[Governance.CONFIDENCE_FILTER]);
    }

    private List<Signal> step(StrategyMemories memories, MarketTick tick, Calibration calibration) {
        List<Signal> fires = List.of();
        for (int i = 0; i < strategies.size(); i++) {
            Strategy strategy = strategies.get(i);
            trigger.clear();
            strategy.step(memories, tick, trigger);
            int column = strategy.id().column();
            triggered[column] = trigger.direction;
            beganBuy[column] = trigger.beginsBuy;
            beganSell[column] = trigger.beginsSell;
            if (trigger.direction != 0) {
                Signal fire = fire(memories, strategy, tick, calibration);
                if (fire != null) {
                    fires = fires.isEmpty() ? new ArrayList<>(2) : fires;
                    fires.add(fire);
                }
            }
        }
        return fires;
    }

    /** If an episode begins with a trigger, remembers it and returns the signal. Its strength, raw confidence and half-life
     * stand for the whole episode, since its outcome is booked under them: a later trigger that is as strong makes the signal
     * fresh again, a weaker one changes nothing. */
    private @Nullable Signal fire(
            StrategyMemories memories, Strategy strategy, MarketTick tick, Calibration calibration) {
        StrategyId id = strategy.id();
        int column = id.column();
        long now = tick.timeMs();
        double raw = Confidence.raw(calibration, id, trigger.strength);
        boolean begins = !isLive(memories, column, now) || memories.directions[column] != trigger.direction;
        if (!begins) {
            if (raw >= memories.rawConfidences[column]) {
                memories.firedAtMs[column] = now;
            }
            return null;
        }
        memories.directions[column] = trigger.direction;
        memories.strengths[column] = trigger.strength;
        memories.rawConfidences[column] = raw;
        memories.firedAtMs[column] = now;
        memories.halfLivesMs[column] = strategy.halfLifeMs(memories);
        memories.reasons[column] = strategy.why(memories, tick);
        return signal(memories, id, now, calibration);
    }

    private boolean isLive(StrategyMemories memories, int column, long now) {
        return memories.directions[column] != 0
                && now - memories.firedAtMs[column] <= config.liveHalfLives() * memories.halfLivesMs[column];
    }

    private Signal signal(StrategyMemories memories, StrategyId id, long now, Calibration calibration) {
        int column = id.column();
        if (!isLive(memories, column, now)) {
            return NEUTRAL[column];
        }
        double raw = memories.rawConfidences[column];
        double fresh = Confidence.calibrated(calibration, id, raw, config.priorEpisodes());
        long age = now - memories.firedAtMs[column];
        return new Signal(
                id,
                Side.ofSign(memories.directions[column]),
                memories.strengths[column],
                raw,
                Confidence.decayed(fresh, age, memories.halfLivesMs[column]),
                memories.firedAtMs[column],
                memories.halfLivesMs[column],
                memories.reasons[column]);
    }

    /** All twenty signals as they stand at a feed time, in column order, whether or not Layer 1 asks for them. */
    public List<Signal> signals(StrategyMemories memories, long now, Calibration calibration) {
        Signal[] signals = NEUTRAL.clone();
        for (Strategy strategy : strategies) {
            signals[strategy.id().column()] = signal(memories, strategy.id(), now, calibration);
        }
        return List.of(signals);
    }

    private static List<Signal> kept(List<Signal> signals, double limit) {
        List<Signal> kept = new ArrayList<>();
        for (Signal signal : signals) {
            if (!signal.isNeutral() && signal.confidence() >= limit) {
                kept.add(signal);
            }
        }
        return kept;
    }

    /** The skip of an evaluation that ends here, else null. */
    @Nullable
    SkipRecord skip(Signaled signaled) {
        Observed observed = signaled.observed();
        if (!observed.isEvaluation() || !signaled.kept().isEmpty()) {
            return null;
        }
        double limit = limit(observed.stamped().control());
        Signal best = null;
        for (Signal signal : signaled.signals()) {
            if (!signal.isNeutral() && (best == null || signal.confidence() > best.confidence())) {
                best = signal;
            }
        }
        boolean hasSignal = best != null;
        return new SkipRecord(
                hasSignal ? SkipCode.L2_LOW_CONFIDENCE : SkipCode.L2_NO_SIGNAL,
                observed.stamped().instrument(),
                observed.stamped().evaluation(),
                observed.stamped().feedTimeMs(),
                best == null
                        ? "all " + StrategyId.COUNT + " neutral"
                        : best.strategy().key() + " confidence=" + best.confidence() + " limit=" + limit,
                best == null ? Double.NaN : best.confidence(),
                limit,
                MODELS);
    }
}
