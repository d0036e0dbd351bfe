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
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layer 2 of one instrument: steps every strategy on every event, begins episodes, and at evaluations tells all twenty
 * signals and keeps the confident ones. Keeps scratch space only; all memory is in the state handed in. */
public final class StrategyCore {
    private static final String MODELS = "";
    private static final Signal[] NEUTRAL = neutral();

    private final StrategyConfig config;
    private final List<Strategy> strategies;
    private final MarketTick tick;
    private final Trigger trigger = new Trigger();
    private final int[] triggered = new int[StrategyId.COUNT];
    private final boolean[] beganBuy = new boolean[StrategyId.COUNT];
    private final boolean[] beganSell = new boolean[StrategyId.COUNT];
    /** Places in the catalogue of those whose episode began with the last event. */
    private final int[] begun = new int[StrategyId.COUNT];

    private int begunCount;
    /** By column; NaN where neutral. */
    private final double[] confidences = new double[StrategyId.COUNT];

    public StrategyCore(InstrumentScale scale, StrategyConfig config) {
        this.config = config;
        this.strategies = StrategyCatalog.of(config);
        this.tick = new MarketTick(scale, config.minStepBps());
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
        Stamped stamped = observed.stamped();
        ControlView control = stamped.control();
        long now = stamped.feedTimeMs();
        take(memories, observed.context(), event, now, control.calibration());
        List<Signal> fires = fires(memories, now, control.calibration());
        if (!observed.isEvaluation()) {
            return new Signaled(observed, fires, List.of(), List.of());
        }
        boolean hasKept = judge(memories, now, control) > 0;
        List<Signal> signals = signals(memories);
        return new Signaled(observed, fires, signals, hasKept ? kept(signals, limit(control)) : List.of());
    }

    /** Steps every strategy on an event that was applied to a market, and begins episodes. Allocates nothing, but for what an
     * episode that begins says of itself. */
    public void take(
            StrategyMemories memories,
            MarketContext market,
            MarketEvent event,
            long feedTimeMs,
            Calibration calibration) {
        begunCount = 0;
        if (event.bar() != null || !market.hasTouch) {
            Arrays.fill(triggered, 0);
            Arrays.fill(beganBuy, false);
            Arrays.fill(beganSell, false);
            return;
        }
        tick.show(market, event, feedTimeMs);
        for (int i = 0; i < strategies.size(); i++) {
            Strategy strategy = strategies.get(i);
            trigger.clear();
            strategy.step(memories, tick, trigger);
            int column = strategy.id().column();
            triggered[column] = trigger.direction;
            beganBuy[column] = trigger.beginsBuy;
            beganSell[column] = trigger.beginsSell;
            if (trigger.direction != 0 && fire(memories, strategy, calibration)) {
                begun[begunCount++] = i;
            }
        }
    }

    /** Tells all twenty confidences as they stand at a feed time, without making signals of them.
     *
     * @return how many pass the filter */
    public int judge(StrategyMemories memories, long now, ControlView control) {
        judge(memories, now, control.calibration());
        double limit = limit(control);
        int passing = 0;
        for (double confidence : confidences) {
            if (confidence >= limit) {
                passing++;
            }
        }
        return passing;
    }

    private void judge(StrategyMemories memories, long now, Calibration calibration) {
        for (int i = 0; i < strategies.size(); i++) {
            StrategyId id = strategies.get(i).id();
            int column = id.column();
            confidences[column] =
                    isLive(memories, column, now) ? confidence(memories, id, now, calibration) : Double.NaN;
        }
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

    /** If an episode begins with a trigger, remembers it. Its strength, raw confidence and half-life stand for the whole
     * episode, since its outcome is booked under them: a later trigger that is as strong makes the signal fresh again, a
     * weaker one changes nothing. */
    private boolean fire(StrategyMemories memories, Strategy strategy, Calibration calibration) {
        int column = strategy.id().column();
        long now = tick.timeMs();
        double raw = Confidence.raw(calibration, strategy.id(), trigger.strength);
        boolean begins = !isLive(memories, column, now) || memories.directions[column] != trigger.direction;
        if (!begins) {
            if (raw >= memories.rawConfidences[column]) {
                memories.firedAtMs[column] = now;
            }
            return false;
        }
        memories.directions[column] = trigger.direction;
        memories.strengths[column] = trigger.strength;
        memories.rawConfidences[column] = raw;
        memories.firedAtMs[column] = now;
        memories.halfLivesMs[column] = strategy.halfLifeMs(memories);
        memories.reasons[column] = strategy.why(memories, tick);
        return true;
    }

    private boolean isLive(StrategyMemories memories, int column, long now) {
        return memories.directions[column] != 0
                && now - memories.firedAtMs[column] <= config.liveHalfLives() * memories.halfLivesMs[column];
    }

    private double confidence(StrategyMemories memories, StrategyId id, long now, Calibration calibration) {
        int column = id.column();
        double fresh = Confidence.calibrated(calibration, id, memories.rawConfidences[column], config.priorEpisodes());
        return Confidence.decayed(fresh, now - memories.firedAtMs[column], memories.halfLivesMs[column]);
    }

    private static Signal signal(StrategyMemories memories, StrategyId id, double confidence) {
        int column = id.column();
        return new Signal(
                id,
                Side.ofSign(memories.directions[column]),
                memories.strengths[column],
                memories.rawConfidences[column],
                confidence,
                memories.firedAtMs[column],
                memories.halfLivesMs[column],
                memories.reasons[column]);
    }

    private List<Signal> fires(StrategyMemories memories, long now, Calibration calibration) {
        if (begunCount == 0) {
            return List.of();
        }
        List<Signal> fires = new ArrayList<>(begunCount);
        for (int i = 0; i < begunCount; i++) {
            StrategyId id = strategies.get(begun[i]).id();
            fires.add(signal(memories, id, confidence(memories, id, now, calibration)));
        }
        return fires;
    }

    /** All twenty signals as they stand at a feed time, in column order, whether or not Layer 1 asks for them. */
    public List<Signal> signals(StrategyMemories memories, long now, Calibration calibration) {
        judge(memories, now, calibration);
        return signals(memories);
    }

    private List<Signal> signals(StrategyMemories memories) {
        Signal[] signals = NEUTRAL.clone();
        for (Strategy strategy : strategies) {
            StrategyId id = strategy.id();
            double confidence = confidences[id.column()];
            if (!Double.isNaN(confidence)) {
                signals[id.column()] = signal(memories, id, confidence);
            }
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
