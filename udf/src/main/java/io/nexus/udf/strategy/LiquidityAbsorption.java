package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import io.nexus.udf.market.DecayedSum;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.PassiveQueue;
import java.io.Serializable;

/** Fades aggressors who hit one level hard without moving the price while the queue there keeps refilling.
 *
 * @param minZ standard deviations of the absorption index that fire; 0.001 to 1,000
 * @param windowMs time constant of the aggressive volume at the level, in ms; 1 to 86,400,000
 * @param minRefills least volume that came to the queue, in sizes it had at first; 0.001 to 1,000
 * @param momentsMs time constant of the index's mean and variance, in ms; 1 to 604,800,000
 * @param leastSamples seconds with volume before the z-score is trusted; 1 to 86,400 */
public record LiquidityAbsorption(double minZ, long windowMs, double minRefills, long momentsMs, long leastSamples)
        implements Strategy, Serializable {
    private static final int WINDOW_SECONDS = 30;

    public LiquidityAbsorption {
        Check.inRange("minZ", minZ, 0.001, 1_000);
        Check.inRange("windowMs", windowMs, 1, 86_400_000);
        Check.inRange("minRefills", minRefills, 0.001, 1_000);
        Check.inRange("momentsMs", momentsMs, 1, 604_800_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static LiquidityAbsorption defaults() {
        return new LiquidityAbsorption(2.5, 30_000, 2, 3_600_000, 300);
    }

    /** What it remembers. */
    public static final class State {
        public long seconds;
        public DecayedMoments index = new DecayedMoments();
        public Hits bids = new Hits();
        public Hits asks = new Hits();
        public double z;
        public double refills;
        public long ticks;

        /** For the serializer. */
        public State() {}
    }

    /** Aggressive volume at the level of one side. */
    public static final class Hits {
        public long levelSinceMs;
        public double executedLots;
        public DecayedSum lots = new DecayedSum();

        /** For the serializer. */
        public Hits() {}

        private void follow(PassiveQueue queue, long now, double timeConstantMs) {
            if (!queue.isHit || queue.sinceMs != levelSinceMs) {
                lots.isStarted = false;
                lots.sum = 0;
                executedLots = 0;
                levelSinceMs = queue.sinceMs;
            }
            if (queue.isHit && queue.executedLots > executedLots) {
                lots.add(queue.executedLots - executedLots, now, timeConstantMs);
                executedLots = queue.executedLots;
            }
        }
    }

    @Override
    public StrategyId id() {
        return StrategyId.LIQUIDITY_ABSORPTION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.liquidityAbsorption;
        MarketContext market = tick.market();
        state.bids.follow(market.bidQueue, tick.timeMs(), (double) windowMs);
        state.asks.follow(market.askQueue, tick.timeMs(), (double) windowMs);
        if (!market.seconds.has(WINDOW_SECONDS)) {
            return;
        }
        double moved = Math.abs(market.midTicks() - market.seconds.mids.ago(WINDOW_SECONDS - 1));
        double perStep = 1 + moved / tick.stepTicks();
        double bid = state.bids.lots.at(tick.timeMs(), (double) windowMs) / perStep;
        double ask = state.asks.lots.at(tick.timeMs(), (double) windowMs) / perStep;
        if (state.index.samples >= leastSamples) {
            judge(state, market.bidQueue, bid, 1, out);
            judge(state, market.askQueue, ask, -1, out);
        }
        if (market.seconds.count != state.seconds) {
            state.seconds = market.seconds.count;
            if (Math.max(bid, ask) > 0) {
                state.index.update(Math.log(Math.max(bid, ask)), tick.timeMs(), (double) momentsMs);
            }
        }
    }

    private void judge(State state, PassiveQueue queue, double index, int sign, Trigger out) {
        double z = index > 0 ? state.index.zScore(Math.log(index)) : 0;
        if (!queue.isHit || z <= minZ) {
            return;
        }
        out.begin(sign);
        if (queue.refilledLots() < minRefills * Math.max(1, queue.firstLots)) {
            return;
        }
        state.z = z;
        state.refills = queue.refilledLots() / Math.max(1, queue.firstLots);
        state.ticks = queue.ticks;
        out.fire(sign, z / minZ);
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.liquidityAbsorption;
        return "absorptionZ=" + state.z + " levelTicks=" + state.ticks + " refilledSizes=" + state.refills;
    }
}
