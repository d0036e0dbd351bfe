package io.nexus.udf.strategy;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.check.Check;
import io.nexus.domain.market.Trade;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Fades a burst of aggressive orders that has moved the price far and then dies: its side's depth collapses or it stops. A move
 * that aggressors still carry after a while is taken for a true breakout and left alone.
 *
 * @param trades of one side within the burst window; 2 to 32
 * @param burstMs length of the burst window, in ms; 1 to 86,400,000
 * @param minVolumeZ standard deviations of the window's volume; 0.001 to 1,000
 * @param moveSigmas least move in sigmas of five seconds; 0.001 to 1,000
 * @param moveWithinMs how soon after the burst the move must be that far, in ms; 1 to 86,400,000
 * @param stopMs without an aggressor of that side for so long it has stopped, in ms; 1 to 86,400,000
 * @param collapse share of the depth of its side at the burst, below which it has collapsed, in (0, 1)
 * @param carriedMs if aggressors still carry it so long after the move, it is a breakout, in ms; 1 to 86,400,000
 * @param leastSamples windows before the volume's z-score is trusted; 1 to 86,400 */
public record MomentumIgnition(
        int trades,
        long burstMs,
        double minVolumeZ,
        double moveSigmas,
        long moveWithinMs,
        long stopMs,
        double collapse,
        long carriedMs,
        long leastSamples)
        implements Strategy, Serializable {
    private static final int RING = 64;
    private static final double MOMENTS_MS = 3_600_000;
    private static final double ROOT_OF_FIVE = Math.sqrt(5);
    private static final int DEPTH_LEVELS = 5;

    public MomentumIgnition {
        Check.inRange("trades", trades, 2, RING / 2);
        Check.inRange("burstMs", burstMs, 1, 86_400_000);
        Check.inRange("minVolumeZ", minVolumeZ, 0.001, 1_000);
        Check.inRange("moveSigmas", moveSigmas, 0.001, 1_000);
        Check.inRange("moveWithinMs", moveWithinMs, 1, 86_400_000);
        Check.inRange("stopMs", stopMs, 1, 86_400_000);
        Check.inOpenUnitInterval("collapse", collapse);
        Check.inRange("carriedMs", carriedMs, 1, 86_400_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static MomentumIgnition defaults() {
        return new MomentumIgnition(8, 500, 4, 4, 5000, 2000, 0.5, 10_000, 600);
    }

    /** What it remembers. */
    public static final class State {
        public Aggressors buys = new Aggressors();
        public Aggressors sells = new Aggressors();
        /** Volume of one side in windows that follow on one another. */
        public DecayedMoments windowLots = new DecayedMoments();

        public long windowEndMs;
        public double windowBuys;
        public double windowSells;
        public Burst burst = new Burst();

        /** For the serializer. */
        public State() {}
    }

    /** The newest aggressive trades of one side. */
    public static final class Aggressors {
        public long[] timesMs = new long[RING];
        public double[] lots = new double[RING];
        public long count;

        /** For the serializer. */
        public Aggressors() {}

        private void add(long now, double traded) {
            int at = (int) (count++ % RING);
            timesMs[at] = now;
            lots[at] = traded;
        }

        private int within(long sinceMs) {
            int n = 0;
            while (n < Math.min(count, RING) && timesMs[(int) ((count - 1 - n) % RING)] >= sinceMs) {
                n++;
            }
            return n;
        }

        private double newest(int n) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += lots[(int) ((count - 1 - i) % RING)];
            }
            return sum;
        }

        private long lastMs() {
            return count == 0 ? Long.MIN_VALUE : timesMs[(int) ((count - 1) % RING)];
        }
    }

    /** A burst that is being watched; sign 0 if there is none. */
    public static final class Burst {
        public int sign;
        public long startedMs;
        public double startTicks;
        public double depthLots;
        public double z;
        public boolean hasMoved;
        public long movedMs;
        public double moveThresholds;

        /** For the serializer. */
        public Burst() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.MOMENTUM_IGNITION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.momentumIgnition;
        closeWindows(state, tick.timeMs());
        if (state.burst.sign != 0) {
            watch(state, tick, out);
        }
        Trade trade = tick.event().trade();
        if (trade == null) {
            return;
        }
        boolean isBuy = trade.aggressor().sign() > 0;
        Aggressors side = isBuy ? state.buys : state.sells;
        side.add(tick.timeMs(), (double) trade.lots());
        if (isBuy) {
            state.windowBuys += trade.lots();
        } else {
            state.windowSells += trade.lots();
        }
        if (state.burst.sign == 0 && tick.market().seconds.hasVolatility()) {
            ignite(state, side, isBuy ? 1 : -1, tick, out);
        }
    }

    private void closeWindows(State state, long now) {
        if (now < state.windowEndMs) {
            return;
        }
        if (state.windowEndMs > 0) {
            state.windowLots.update(Math.max(state.windowBuys, state.windowSells), state.windowEndMs, MOMENTS_MS);
        }
        state.windowBuys = 0;
        state.windowSells = 0;
        state.windowEndMs = Math.floorDiv(now, burstMs) * burstMs + burstMs;
    }

    private void ignite(State state, Aggressors side, int sign, MarketTick tick, Trigger out) {
        int newest = side.within(tick.timeMs() - burstMs);
        if (newest < trades || state.windowLots.samples < leastSamples) {
            return;
        }
        out.begin(-sign);
        double z = state.windowLots.zScore(side.newest(newest));
        if (z <= minVolumeZ) {
            return;
        }
        MarketContext market = tick.market();
        Burst burst = state.burst;
        burst.sign = sign;
        burst.startedMs = tick.timeMs();
        burst.startTicks = startTicks(market);
        burst.depthLots = depth(market, sign);
        burst.z = z;
        burst.hasMoved = false;
    }

    /** The mid before the burst: at the last second's close. */
    private static double startTicks(MarketContext market) {
        return market.seconds.has(0) ? market.seconds.mids.ago(0) : market.midTicks();
    }

    private static double depth(MarketContext market, int sign) {
        BookSide side = sign > 0 ? market.book.bids : market.book.asks;
        double lots = 0;
        for (int i = 0; i < Math.min(DEPTH_LEVELS, side.size); i++) {
            lots += side.lotsAt(i);
        }
        return lots;
    }

    private void watch(State state, MarketTick tick, Trigger out) {
        Burst burst = state.burst;
        MarketContext market = tick.market();
        long now = tick.timeMs();
        double threshold = moveSigmas * market.seconds.volatility() * ROOT_OF_FIVE;
        double moved = burst.sign * Math.log(market.midTicks() / burst.startTicks) / threshold;
        if (!burst.hasMoved) {
            if (moved > 1) {
                burst.hasMoved = true;
                burst.movedMs = now;
                burst.moveThresholds = moved;
            } else if (now - burst.startedMs > moveWithinMs) {
                burst.sign = 0;
            }
            return;
        }
        burst.moveThresholds = Math.max(burst.moveThresholds, moved);
        long lastMs = (burst.sign > 0 ? state.buys : state.sells).lastMs();
        boolean isDead = now - lastMs >= stopMs || depth(market, burst.sign) < collapse * burst.depthLots;
        if (isDead) {
            out.fire(-burst.sign, Math.min(burst.z / minVolumeZ, burst.moveThresholds));
            burst.sign = 0;
        } else if (now - burst.movedMs > carriedMs) {
            burst.sign = 0;
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        Burst burst = memories.momentumIgnition.burst;
        return "volumeZ=" + burst.z + " moveThresholds=" + burst.moveThresholds + " fromTicks=" + burst.startTicks;
    }
}
