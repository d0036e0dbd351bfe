package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import java.io.Serializable;

/** Follows a lasting imbalance of the five best levels (Gould and Bonart 2016); weak where the spread is many steps
 * of max(tick, 0.5 bp) wide, silent while a display is not to be trusted.
 *
 * @param threshold absolute smoothed imbalance that fires, in (0, 1)
 * @param smoothingMs time constant of the imbalance, in ms; 1 to 86,400,000
 * @param lastingMs how long it must stand beyond the threshold, in ms; 0 to 86,400,000 */
public record OrderBookImbalance(double threshold, long smoothingMs, long lastingMs) implements Strategy, Serializable {
    public OrderBookImbalance {
        Check.inOpenUnitInterval("threshold", threshold);
        Check.inRange("smoothingMs", smoothingMs, 1, 86_400_000);
        Check.inRange("lastingMs", lastingMs, 0, 86_400_000);
    }

    public static OrderBookImbalance defaults() {
        return new OrderBookImbalance(0.6, 1000, 500);
    }

    /** What it remembers. */
    public static final class State {
        public DecayedMoments imbalance = new DecayedMoments();
        public int side;
        public long sinceMs;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.ORDER_BOOK_IMBALANCE;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.orderBookImbalance;
        if (!tick.market().hasDepthImbalance) {
            state.side = 0;
            return;
        }
        state.imbalance.update(tick.market().depthImbalance, tick.timeMs(), (double) smoothingMs);
        double imbalance = state.imbalance.mean;
        int side = Math.abs(imbalance) > threshold ? (int) Math.signum(imbalance) : 0;
        out.begin(side);
        if (side != state.side) {
            state.side = side;
            state.sinceMs = tick.timeMs();
        }
        boolean isTrusted = tick.timeMs() >= memories.spoofingDetection.flaggedUntilMs;
        if (side != 0 && isTrusted && tick.timeMs() - state.sinceMs >= lastingMs) {
            double spreadTicks = tick.market().askTicks - (double) tick.market().bidTicks;
            out.fire(side, Math.abs(imbalance) / threshold * Math.min(1, tick.stepTicks() / spreadTicks));
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        return "imbalance=" + memories.orderBookImbalance.imbalance.mean + " spreadTicks="
                + (tick.market().askTicks - tick.market().bidTicks);
    }
}
