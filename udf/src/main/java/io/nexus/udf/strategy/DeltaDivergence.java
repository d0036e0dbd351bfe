package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Fades a new extreme that cumulative volume delta does not confirm: a higher high on a lower delta, or the mirror. Pivots by
 * zig-zag; fires when the price has turned away from the newer one.
 *
 * @param pivotAtr reversal that makes a pivot, in ATR14 of one minute; 0.001 to 1,000
 * @param confirmAtr reversal from the newer extreme that fires, in ATR14; 0.001 to 1,000, at most pivotAtr
 * @param maxApartMs longest time between the two pivots, in ms; 1 to 86,400,000
 * @param momentsMs time constant of the volume delta's variance, in ms; 1 to 604,800,000
 * @param leastSamples seconds before that variance is trusted; 1 to 86,400 */
public record DeltaDivergence(double pivotAtr, double confirmAtr, long maxApartMs, long momentsMs, long leastSamples)
        implements Strategy, Serializable {

    public DeltaDivergence {
        Check.inRange("pivotAtr", pivotAtr, 0.001, 1_000);
        Check.inRange("confirmAtr", confirmAtr, 0.001, 1_000);
        Check.inRange("confirmAtr", confirmAtr, 0, pivotAtr);
        Check.inRange("maxApartMs", maxApartMs, 1, 86_400_000);
        Check.inRange("momentsMs", momentsMs, 1, 604_800_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static DeltaDivergence defaults() {
        return new DeltaDivergence(1.5, 0.5, 3_600_000, 3_600_000, 300);
    }

    /** What it remembers. */
    public static final class State {
        public long seconds;
        public double lastDelta;
        /** Volume delta of one second. */
        public DecayedMoments perSecond = new DecayedMoments();
        /** +1 while the zig-zag looks for a high, -1 for a low, 0 before it has begun. */
        public int seeks;

        public Pivot extreme = new Pivot();
        /** The opposite extreme since the zig-zag began; only until it has a direction. */
        public Pivot other = new Pivot();

        public Pivot lastHigh = new Pivot();
        public Pivot lastLow = new Pivot();
        public boolean hasFired;
        public double priceAtr;
        public double deltaZ;

        /** For the serializer. */
        public State() {}
    }

    /** A turning point of the mid with the cumulative delta there. */
    public static final class Pivot {
        public boolean isSet;
        public double ticks;
        public double delta;
        public long timeMs;

        /** For the serializer. */
        public Pivot() {}

        private void set(double newTicks, double newDelta, long now) {
            isSet = true;
            ticks = newTicks;
            delta = newDelta;
            timeMs = now;
        }

        private void set(Pivot pivot) {
            set(pivot.ticks, pivot.delta, pivot.timeMs);
        }
    }

    @Override
    public StrategyId id() {
        return StrategyId.DELTA_DIVERGENCE;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.deltaDivergence;
        MarketContext market = tick.market();
        double delta = market.tape.cumulativeVolumeDelta;
        if (market.seconds.count != state.seconds) {
            if (state.seconds > 0) {
                state.perSecond.update(delta - state.lastDelta, tick.timeMs(), (double) momentsMs);
            }
            state.seconds = market.seconds.count;
            state.lastDelta = delta;
        }
        double atr = market.minute.movement.trueRange;
        if (!market.minute.movement.hasRange() || atr <= 0) {
            return;
        }
        if (state.seeks == 0) {
            begin(state, market.midTicks(), delta, tick.timeMs(), atr);
        } else {
            follow(state, market.midTicks(), delta, tick.timeMs(), atr, out);
        }
    }

    /** The first move of a pivot's size gives the zig-zag its direction. */
    private void begin(State state, double mid, double delta, long now, double atr) {
        if (!state.extreme.isSet || mid > state.extreme.ticks) {
            state.extreme.set(mid, delta, now);
        }
        if (!state.other.isSet || mid < state.other.ticks) {
            state.other.set(mid, delta, now);
        }
        if (state.extreme.ticks - state.other.ticks >= pivotAtr * atr) {
            state.seeks = state.extreme.timeMs >= state.other.timeMs ? 1 : -1;
            if (state.seeks < 0) {
                state.extreme.set(state.other);
            }
        }
    }

    private void follow(State state, double mid, double delta, long now, double atr, Trigger out) {
        int sign = state.seeks;
        if (sign * (mid - state.extreme.ticks) >= 0) {
            state.extreme.set(mid, delta, now);
            state.hasFired = false;
            return;
        }
        double reversal = sign * (state.extreme.ticks - mid) / atr;
        Pivot before = sign > 0 ? state.lastHigh : state.lastLow;
        if (!state.hasFired && reversal >= confirmAtr) {
            state.hasFired = true;
            judge(state, before, sign, atr, out);
        }
        if (reversal >= pivotAtr) {
            before.set(state.extreme);
            state.seeks = -sign;
            state.extreme.set(mid, delta, now);
            state.hasFired = false;
        }
    }

    private void judge(State state, Pivot before, int sign, double atr, Trigger out) {
        long apartMs = state.extreme.timeMs - before.timeMs;
        boolean isKnown = before.isSet
                && apartMs > 0
                && apartMs <= maxApartMs
                && state.perSecond.samples >= leastSamples
                && state.perSecond.variance > 0;
        if (!isKnown) {
            return;
        }
        double price = sign * (state.extreme.ticks - before.ticks);
        if (price > 0) {
            out.begin(-sign);
        }
        double delta = sign * (state.extreme.delta - before.delta);
        if (price > 0 && delta < 0) {
            state.priceAtr = price / atr;
            state.deltaZ = -delta / (state.perSecond.deviation() * Math.sqrt(apartMs / 1000.0));
            out.fire(-sign, (state.deltaZ + state.priceAtr) / 2);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.deltaDivergence;
        return "priceAtr=" + state.priceAtr + " deltaZ=" + state.deltaZ + " extremeTicks=" + state.extreme.ticks;
    }
}
