package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedHistogram;
import io.nexus.udf.market.DecayedSum;
import io.nexus.udf.market.DoubleRing;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.PassiveQueue;
import java.io.Serializable;

/** Forced orders feed back into the price: follows a cascade while it grows, fades it once it slows down and the other side
 * absorbs. Binance tells the latest forced order a second at most, so the notional is a lower bound. Never on spot.
 *
 * @param windowMs time constant of the forced notional, in ms; 1 to 86,400,000
 * @param quantile of the absolute forced notional that counts as a cascade, in (0, 1)
 * @param minOpenInterestFall least fall of open interest in a minute, as a ratio; in (0, 1)
 * @param minReturnSigmas least 60 s return in its own sigmas; 0.001 to 1,000
 * @param fadeBelow share of its peak below which a cascade slows down, in (0, 1)
 * @param fadeHalfLifeMs half-life of the fade, in ms; 1 to 86,400,000
 * @param fadeWithinMs how long after the peak a fade may come, in ms; 1 to 86,400,000
 * @param leastSamples seconds with forced orders before the quantile is trusted; 1 to 86,400 */
public record LiquidationDetection(
        long windowMs,
        double quantile,
        double minOpenInterestFall,
        double minReturnSigmas,
        double fadeBelow,
        long fadeHalfLifeMs,
        long fadeWithinMs,
        long leastSamples)
        implements Strategy, Serializable {
    private static final int RETURN_SECONDS = 60;
    private static final long MINUTE_MS = 60_000;
    private static final int KEPT = 128;
    /** USD; the lowest bin is a handful of the smallest forced orders. */
    private static final double LEAST_USD = 10;

    private static final double MOST_USD = 1e10;

    public LiquidationDetection {
        Check.inRange("windowMs", windowMs, 1, 86_400_000);
        Check.inOpenUnitInterval("quantile", quantile);
        Check.inOpenUnitInterval("minOpenInterestFall", minOpenInterestFall);
        Check.inRange("minReturnSigmas", minReturnSigmas, 0.001, 1_000);
        Check.inOpenUnitInterval("fadeBelow", fadeBelow);
        Check.inRange("fadeHalfLifeMs", fadeHalfLifeMs, 1, 86_400_000);
        Check.inRange("fadeWithinMs", fadeWithinMs, 1, 86_400_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static LiquidationDetection defaults() {
        return new LiquidationDetection(60_000, 0.99, 0.003, 3, 0.5, 300_000, 600_000, 60);
    }

    /** What it remembers. */
    public static final class State {
        /** Forced notional in USD, buys positive. */
        public DecayedSum forced = new DecayedSum();

        public DecayedHistogram sizes = new DecayedHistogram(LEAST_USD, MOST_USD, true);
        public long samples;
        public double limitUsd = Double.MAX_VALUE;
        public long seconds;
        public DoubleRing openInterest = new DoubleRing(KEPT);
        public DoubleRing openInterestMs = new DoubleRing(KEPT);
        public int cascade;
        public double peakUsd;
        public long peakMs;
        public boolean isFade;
        public double forcedUsd;
        public double openInterestChange;

        /** For the serializer. */
        public State() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.LIQUIDATION_DETECTION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        if (tick.scale().market() == Market.SPOT) {
            return;
        }
        State state = memories.liquidationDetection;
        long now = tick.timeMs();
        take(state, tick);
        if (!state.forced.isStarted) {
            return;
        }
        double forced = state.forced.at(now, (double) windowMs);
        double size = Math.abs(forced);
        if (tick.market().seconds.count != state.seconds) {
            state.seconds = tick.market().seconds.count;
            sample(state, size, now);
        }
        if (state.cascade != 0) {
            fade(state, size, tick, out);
        }
        if (state.samples >= leastSamples && size > state.limitUsd) {
            out.begin(forced);
            follow(state, forced, tick, out);
        }
    }

    private void take(State state, MarketTick tick) {
        Liquidation liquidation = tick.event().liquidation();
        if (liquidation != null) {
            double usd = tick.scale().usd((double) liquidation.priceTicks(), (double) liquidation.lots());
            state.forced.add(liquidation.side().sign() * usd, tick.timeMs(), (double) windowMs);
        }
        OpenInterest openInterest = tick.event().openInterest();
        if (openInterest != null) {
            state.openInterest.add(openInterest.lots());
            state.openInterestMs.add((double) tick.timeMs());
        }
    }

    private void sample(State state, double size, long now) {
        if (size >= LEAST_USD) {
            state.sizes.add(size, now, 1);
            state.samples++;
            state.limitUsd = state.sizes.quantile(quantile);
        }
    }

    private void follow(State state, double forced, MarketTick tick, Trigger out) {
        MarketContext market = tick.market();
        if (!market.seconds.has(RETURN_SECONDS) || !market.seconds.hasVolatility()) {
            return;
        }
        double sigma = market.seconds.volatility() * Math.sqrt(RETURN_SECONDS);
        double sigmas = market.seconds.logReturn(market.midTicks(), RETURN_SECONDS) / sigma;
        state.openInterestChange = openInterestChange(state, tick.timeMs());
        boolean isCascade = state.openInterestChange < -minOpenInterestFall
                && Math.signum(sigmas) == Math.signum(forced)
                && Math.abs(sigmas) > minReturnSigmas;
        double size = Math.abs(forced);
        boolean isRising = state.cascade == 0 || size >= state.peakUsd;
        if (isCascade && isRising) {
            state.cascade = (int) Math.signum(forced);
            state.peakUsd = size;
            state.peakMs = tick.timeMs();
            state.isFade = false;
            state.forcedUsd = forced;
            out.fire(forced, size / state.limitUsd);
        }
    }

    /** Relative change over about a minute; 0 while it is not known. */
    private static double openInterestChange(State state, long now) {
        for (int age = 1; state.openInterest.has(age); age++) {
            if (now - state.openInterestMs.ago(age) >= MINUTE_MS) {
                return state.openInterest.ago(0) / state.openInterest.ago(age) - 1;
            }
        }
        return 0;
    }

    private void fade(State state, double size, MarketTick tick, Trigger out) {
        if (tick.timeMs() - state.peakMs > fadeWithinMs) {
            state.cascade = 0;
            return;
        }
        PassiveQueue absorber = state.cascade > 0 ? tick.market().askQueue : tick.market().bidQueue;
        boolean isAbsorbed = absorber.isHit && absorber.refilledLots() >= Math.max(1, absorber.firstLots);
        if (size < fadeBelow * state.peakUsd && isAbsorbed) {
            state.isFade = true;
            state.forcedUsd = state.cascade * size;
            out.fire(-state.cascade, state.peakUsd / state.limitUsd);
            state.cascade = 0;
        }
    }

    @Override
    public long halfLifeMs(StrategyMemories memories) {
        return memories.liquidationDetection.isFade ? fadeHalfLifeMs : id().halfLifeMs();
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.liquidationDetection;
        return (state.isFade ? "fade" : "follow") + " forcedUsd=" + state.forcedUsd + " limitUsd=" + state.limitUsd
                + " openInterestChange=" + state.openInterestChange;
    }
}
