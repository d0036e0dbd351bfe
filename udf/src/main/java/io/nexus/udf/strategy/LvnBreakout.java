package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.VolumeProfile;
import java.io.Serializable;

/** Follows a price that has crossed a low volume node of the 24 h profile, where little holds it: it enters on one side and leaves
 * on the other, with signed volume behind it and no wide spread.
 *
 * @param minVolumeZ least standard deviations of the 10 s signed volume, in the direction of travel; 0.001 to 1,000
 * @param maxSpreadRatio widest spread against its median; 0.001 to 1,000
 * @param maxVolumeFactor most that the volume counts; 0.001 to 1,000
 * @param maxInsideMs how long the crossing may take, in ms; 1 to 86,400,000
 * @param leastSamples seconds before the z-score is trusted; 1 to 86,400 */
public record LvnBreakout(
        double minVolumeZ, double maxSpreadRatio, double maxVolumeFactor, long maxInsideMs, long leastSamples)
        implements Strategy, Serializable {
    /** 1 - 0.35: how empty a node is against one that is just low enough. */
    private static final double EMPTINESS = 0.65;

    private static final double MOMENTS_MS = 3_600_000;

    public LvnBreakout {
        Check.inRange("minVolumeZ", minVolumeZ, 0.001, 1_000);
        Check.inRange("maxSpreadRatio", maxSpreadRatio, 0.001, 1_000);
        Check.inRange("maxVolumeFactor", maxVolumeFactor, 0.001, 1_000);
        Check.inRange("maxInsideMs", maxInsideMs, 1, 86_400_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static LvnBreakout defaults() {
        return new LvnBreakout(1, 1.5, 1.5, 900_000, 300);
    }

    /** What it remembers: the node that the price is in, as it stood when the price came. */
    public static final class State {
        public long seconds;
        public DecayedMoments signedVolume = new DecayedMoments();
        public double lastMidTicks;
        /** +1 if the price came from below, -1 from above, 0 outside of nodes. */
        public int sign;

        public double lowTicks;
        public double highTicks;
        public double share;
        public long enteredMs;
        public double volumeZ;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.LVN_BREAKOUT;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.lvnBreakout;
        MarketContext market = tick.market();
        double signed = market.tape.buys10.sum - market.tape.sells10.sum;
        if (market.seconds.count != state.seconds) {
            state.seconds = market.seconds.count;
            state.signedVolume.update(signed, tick.timeMs(), MOMENTS_MS);
        }
        double mid = market.midTicks();
        double before = state.lastMidTicks;
        state.lastMidTicks = mid;
        if (before == 0 || mid == before) {
            return;
        }
        if (state.sign != 0) {
            cross(state, signed, mid, tick, out);
        }
        if (state.sign == 0) {
            enter(state, market.profile, before, mid, tick.timeMs());
        }
    }

    private static void enter(State state, VolumeProfile profile, double before, double mid, long now) {
        for (int i = 0; profile.isKnown && i < profile.lowNodeCount; i++) {
            double low = profile.lowNodeFrom[i] * (double) profile.binTicks;
            double high = (profile.lowNodeTo[i] + 1.0) * profile.binTicks;
            boolean isInside = mid >= low && mid < high;
            boolean cameFromOutside = before < low || before >= high;
            if (isInside && cameFromOutside) {
                state.sign = before < low ? 1 : -1;
                state.lowTicks = low;
                state.highTicks = high;
                state.share = profile.lowNodeShares[i];
                state.enteredMs = now;
                return;
            }
        }
    }

    private void cross(State state, double signed, double mid, MarketTick tick, Trigger out) {
        boolean isAbove = mid >= state.highTicks;
        boolean isBelow = mid < state.lowTicks;
        boolean isLate = tick.timeMs() - state.enteredMs > maxInsideMs;
        if (!isAbove && !isBelow && !isLate) {
            return;
        }
        int sign = state.sign;
        state.sign = 0;
        boolean isAcross = sign > 0 ? isAbove : isBelow;
        if (isLate || !isAcross || state.signedVolume.samples < leastSamples) {
            return;
        }
        out.begin(sign);
        MarketContext market = tick.market();
        double z = sign * state.signedVolume.zScore(signed);
        double widest = maxSpreadRatio * market.percentiles.median(Metric.SPREAD_BPS);
        if (z > minVolumeZ && market.spreadBps() <= widest) {
            state.volumeZ = z;
            out.fire(sign, (1 - state.share) / EMPTINESS * Math.min(maxVolumeFactor, z));
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.lvnBreakout;
        return "nodeTicks=" + state.lowTicks + ".." + state.highTicks + " share=" + state.share + " volumeZ="
                + state.volumeZ;
    }
}
