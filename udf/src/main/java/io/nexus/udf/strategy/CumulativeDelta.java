package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Trade;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import io.nexus.udf.market.DecayedSlope;
import io.nexus.udf.market.DecayedSum;
import io.nexus.udf.market.SecondSeries;
import java.io.Serializable;

/** Follows an unusual slope of cumulative volume delta that the price agrees with.
 *
 * @param minZ standard deviations of the slope that fire; 0.001 to 1,000
 * @param slopeMs time constant of the regression, in ms; 1 to 86,400,000
 * @param momentsMs time constant of the slope's mean and variance, in ms; 1 to 604,800,000
 * @param minReturnSigmas least 60 s return in its own sigmas, same sign; not negative
 * @param leastSamples seconds before the z-score is trusted; 1 to 86,400 */
public record CumulativeDelta(double minZ, long slopeMs, long momentsMs, double minReturnSigmas, long leastSamples)
        implements Strategy, Serializable {
    private static final int RETURN_SECONDS = 60;

    public CumulativeDelta {
        Check.inRange("minZ", minZ, 0.001, 1_000);
        Check.inRange("slopeMs", slopeMs, 1, 86_400_000);
        Check.inRange("momentsMs", momentsMs, 1, 604_800_000);
        Check.inRange("minReturnSigmas", minReturnSigmas, 0, 100);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static CumulativeDelta defaults() {
        return new CumulativeDelta(2, 120_000, 3_600_000, 0.5, 300);
    }

    /** What it remembers. */
    public static final class State {
        public DecayedSlope slope = new DecayedSlope();
        public DecayedSum volume = new DecayedSum();
        public DecayedMoments moments = new DecayedMoments();
        public long seconds;
        public double z;
        public double returnSigmas;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.CUMULATIVE_DELTA;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.cumulativeDelta;
        SecondSeries seconds = tick.market().seconds;
        if (seconds.count != state.seconds) {
            state.seconds = seconds.count;
            closeSecond(state, tick, out);
        }
        Trade trade = tick.event().trade();
        if (trade != null) {
            state.volume.add((double) trade.lots(), tick.timeMs(), (double) slopeMs);
        }
    }

    private void closeSecond(State state, MarketTick tick, Trigger out) {
        SecondSeries seconds = tick.market().seconds;
        long now = tick.timeMs();
        double delta = seconds.delta.has(0) ? seconds.delta.ago(0) : tick.market().tape.cumulativeVolumeDelta;
        state.slope.update(delta, now, (double) slopeMs);
        double rate = state.volume.perSecond(now, (double) slopeMs);
        if (rate <= 0) {
            return;
        }
        double slope = state.slope.perSecond() / rate;
        state.z = state.moments.samples >= leastSamples ? state.moments.zScore(slope) : 0;
        state.moments.update(slope, now, (double) momentsMs);
        double sign = Math.signum(slope);
        if (state.z * sign > minZ) {
            out.begin(sign);
        }
        if (!seconds.has(RETURN_SECONDS) || !seconds.hasVolatility()) {
            return;
        }
        double move = seconds.logReturn(tick.market().midTicks(), RETURN_SECONDS);
        state.returnSigmas = move / (seconds.volatility() * Math.sqrt(RETURN_SECONDS));
        if (state.z * sign > minZ && state.returnSigmas * sign > minReturnSigmas) {
            out.fire(sign, Math.abs(state.z) / minZ);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        return "slopeZ=" + memories.cumulativeDelta.z + " return60Sigmas=" + memories.cumulativeDelta.returnSigmas;
    }
}
