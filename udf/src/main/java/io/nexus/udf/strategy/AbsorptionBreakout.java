package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedHistogram;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.RollingSum;
import java.io.Serializable;

/** Trades with the side that absorbed: aggressive volume hit one level hard without moving it, then the price leaves the level
 * on the absorber's side and the volume delta flips.
 *
 * @param quantile of the 20 s aggressive volume that counts as heavy, in (0, 1)
 * @param minSteps least departure from the level, in steps of max(tick, 0.5 bp); 0.001 to 1,000
 * @param sigmaShare least departure in 20 s sigmas; 0.001 to 1,000
 * @param waitMs how long after the absorption the departure may come, in ms; 1 to 86,400,000
 * @param leastSamples seconds before the quantile is trusted; 1 to 86,400 */
public record AbsorptionBreakout(double quantile, double minSteps, double sigmaShare, long waitMs, long leastSamples)
        implements Strategy, Serializable {
    private static final int WINDOW_SECONDS = 20;
    private static final double MAX_STRENGTH = 10;

    public AbsorptionBreakout {
        Check.inOpenUnitInterval("quantile", quantile);
        Check.inRange("minSteps", minSteps, 0.001, 1_000);
        Check.inRange("sigmaShare", sigmaShare, 0.001, 1_000);
        Check.inRange("waitMs", waitMs, 1, 86_400_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static AbsorptionBreakout defaults() {
        return new AbsorptionBreakout(0.95, 2, 0.5, 60_000, 300);
    }

    /** What it remembers: both sides, and how heavy aggression usually is. */
    public static final class State {
        public long seconds;
        public DecayedHistogram heavy = new DecayedHistogram(1, 1e12, true);
        public long samples;
        public double heavyLots;
        public Level bid = new Level();
        public Level ask = new Level();

        /** For the serializer. */
        public State() {}
    }

    /** The level of one side that is being hit, and the last absorption there. */
    public static final class Level {
        public double ticks;
        public RollingSum hits = new RollingSum(WINDOW_SECONDS);
        public RollingSum aggression = new RollingSum(WINDOW_SECONDS);
        public boolean isArmed;
        public double armedTicks;
        public long armedMs;
        public double armedRatio;
        public double deltaBefore;
        public double deltaAtArming;

        /** For the serializer. */
        public Level() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.ABSORPTION_BREAKOUT;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.absorptionBreakout;
        closeSeconds(state, tick.market().seconds.count, tick.timeMs());
        Trade trade = tick.event().trade();
        if (trade != null) {
            Level hit = trade.aggressor() == Side.SELL ? state.bid : state.ask;
            hit(state, hit, trade, tick, out);
        }
        depart(state.bid, 1, tick, out);
        depart(state.ask, -1, tick, out);
    }

    /** Closes every second that ended since the last event; after a window of them nothing is left to close. */
    private void closeSeconds(State state, long count, long now) {
        long closed = Math.min(WINDOW_SECONDS, count - state.seconds);
        for (long i = 0; i < closed; i++) {
            closeSecond(state, now);
        }
        if (closed > 0) {
            state.seconds = count;
            state.heavyLots = state.heavy.quantile(quantile);
        }
    }

    private static void closeSecond(State state, long now) {
        closeSecond(state, state.bid, now);
        closeSecond(state, state.ask, now);
    }

    private static void closeSecond(State state, Level level, long now) {
        if (level.aggression.sum > 0) {
            state.heavy.add(level.aggression.sum, now, 1);
            state.samples++;
        }
        level.hits.advance();
        level.aggression.advance();
    }

    private void hit(State state, Level level, Trade trade, MarketTick tick, Trigger out) {
        double step = tick.stepTicks();
        if (Math.abs(trade.priceTicks() - level.ticks) > step) {
            level.ticks = trade.priceTicks();
            level.hits.clear();
        }
        level.hits.add((double) trade.lots());
        level.aggression.add((double) trade.lots());
        MarketContext market = tick.market();
        double quoted = trade.aggressor() == Side.SELL ? market.bidTicks : market.askTicks;
        boolean isHeavy = state.samples >= leastSamples && level.hits.sum > state.heavyLots;
        if (isHeavy) {
            out.begin(-trade.aggressor().sign());
        }
        boolean isAbsorbed =
                isHeavy && Math.abs(quoted - level.ticks) <= step && market.seconds.delta.has(WINDOW_SECONDS);
        if (isAbsorbed) {
            level.isArmed = true;
            level.armedTicks = level.ticks;
            level.armedMs = tick.timeMs();
            level.armedRatio = level.hits.sum / state.heavyLots;
            level.deltaAtArming = market.tape.cumulativeVolumeDelta;
            level.deltaBefore = market.tape.cumulativeVolumeDelta - market.seconds.delta.ago(WINDOW_SECONDS - 1);
        }
    }

    /** Fires for the absorber (sign +1: bids) once the price has left the level his way with the delta on his side. */
    private void depart(Level level, int sign, MarketTick tick, Trigger out) {
        if (!level.isArmed) {
            return;
        }
        MarketContext market = tick.market();
        double step = tick.stepTicks();
        double away = sign * (market.midTicks() - level.armedTicks);
        if (away < -step || tick.timeMs() - level.armedMs > waitMs) {
            level.isArmed = false;
            return;
        }
        double sigma = market.seconds.volatility() * Math.sqrt(WINDOW_SECONDS) * market.midTicks();
        double after = sign * (market.tape.cumulativeVolumeDelta - level.deltaAtArming);
        boolean isAway = away >= Math.max(minSteps * step, sigmaShare * sigma);
        if (isAway && after > 0 && sign * level.deltaBefore < 0) {
            level.isArmed = false;
            out.fire(sign, Math.min(MAX_STRENGTH, level.armedRatio * after / Math.abs(level.deltaBefore)));
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.absorptionBreakout;
        return "bidLevel=" + state.bid.armedTicks + " bidRatio=" + state.bid.armedRatio + " askLevel="
                + state.ask.armedTicks + " askRatio=" + state.ask.armedRatio + " heavyLots=" + state.heavyLots;
    }
}
