package io.nexus.udf.strategy;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.DecayedHistogram;
import io.nexus.udf.market.DepthFacts;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Goes with the price towards a pool of stops that is near, as long as order flow pushes it there and little stands beyond: stops
 * cluster just beyond old extremes and round numbers, and their execution carries the price on (Osler 2002, 2005). Ends where the
 * sweep begins; the return from it is Liquidity Traps'.
 *
 * @param bars one-minute bars in which extremes are sought; 31 to 1,440
 * @param leastAgeMs how long an extreme must have stood, in ms; 1 to 86,400,000
 * @param leastTouches bars that must have reached it; 1 to 10,000
 * @param nearBps what counts as the same level, in bp; 0.001 to 1,000
 * @param maxDistanceSigmas farthest distance of the pool, in sigmas of ten minutes; 0.001 to 1,000
 * @param minFlowZ least standard deviations of order flow towards it; 0.001 to 1,000
 * @param maxBeyond depth beyond the pool against the median depth of a side, above which it is not thin; 0.001 to 1,000
 * @param leastSamples seconds before that median is trusted; 1 to 86,400 */
public record StopRunAnticipation(
        int bars,
        long leastAgeMs,
        int leastTouches,
        double nearBps,
        double maxDistanceSigmas,
        double minFlowZ,
        double maxBeyond,
        long leastSamples)
        implements Strategy, Serializable {
    private static final double TEN_MINUTES = Math.sqrt(600);
    /** Round numbers: hundredths of the price's power of ten. */
    private static final double GRIDS_PER_DECADE = 100;
    /** Bars on either side that an extreme must exceed. */
    private static final int SHOULDER = 2;

    public StopRunAnticipation {
        Check.inRange("bars", bars, 31, 1440);
        Check.inRange("leastAgeMs", leastAgeMs, 1, 86_400_000);
        Check.inRange("leastTouches", leastTouches, 1, 10_000);
        Check.inRange("nearBps", nearBps, 0.001, 1_000);
        Check.inRange("maxDistanceSigmas", maxDistanceSigmas, 0.001, 1_000);
        Check.inRange("minFlowZ", minFlowZ, 0.001, 1_000);
        Check.inRange("maxBeyond", maxBeyond, 0.001, 1_000);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static StopRunAnticipation defaults() {
        return new StopRunAnticipation(240, 30 * 60_000, 2, 5, 0.75, 1, 0.5, 300);
    }

    /** What it remembers. */
    public static final class State {
        public long minutes;
        public long seconds;
        public Pool above = new Pool();
        public Pool below = new Pool();
        public DecayedHistogram depth = new DecayedHistogram(1, 1e15, true);
        public long samples;
        public double medianLots;
        public double levelTicks;
        public double weight;
        public double flowZ;
        public double beyondShare;

        /** For the serializer. */
        public State() {}
    }

    /** The nearest pool on one side; weight 0 if there is none. */
    public static final class Pool {
        public double ticks;
        public double weight;

        /** For the serializer. */
        public Pool() {}
    }

    @Override
    public StrategyId id() {
        return StrategyId.STOP_RUN_ANTICIPATION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.stopRunAnticipation;
        MarketContext market = tick.market();
        if (market.minutes.count != state.minutes) {
            state.minutes = market.minutes.count;
            find(state.above, 1, tick);
            find(state.below, -1, tick);
        }
        if (market.seconds.count == state.seconds) {
            return;
        }
        state.seconds = market.seconds.count;
        if (!market.depth.isKnown) {
            return;
        }
        double depth = (market.depth.bidLots + (double) market.depth.askLots) / 2;
        state.depth.add(depth, tick.timeMs(), 1);
        state.samples++;
        state.medianLots = state.depth.quantile(0.5);
        if (state.samples >= leastSamples && market.seconds.hasVolatility()) {
            judge(state, state.above, 1, market, out);
            judge(state, state.below, -1, market, out);
        }
    }

    /** Finds the nearest pool beyond the mid: an old extreme that was touched often enough, or a round number. */
    private void find(Pool pool, int sign, MarketTick tick) {
        BarSeries minutes = tick.market().minutes;
        double mid = tick.market().midTicks();
        double near = mid * nearBps * 1e-4;
        pool.weight = 0;
        double round = nextRound(mid, sign, tick.scale().tick());
        int oldest = (int) Math.min(bars, Math.min(minutes.count, minutes.close.length)) - 1 - SHOULDER;
        int youngest = (int) (leastAgeMs / minutes.intervalMs);
        double nearest = Double.POSITIVE_INFINITY;
        for (int age = youngest; age <= oldest; age++) {
            double level = extreme(minutes, age, sign);
            double distance = sign * (level - mid);
            if (distance <= 0 || distance >= nearest || !isSwing(minutes, age, sign)) {
                continue;
            }
            int touches = touches(minutes, level, near, oldest, sign);
            if (touches >= leastTouches) {
                nearest = distance;
                pool.ticks = level;
                pool.weight = touches / 2.0 + (Math.abs(level - round) <= near ? 1 : 0);
            }
        }
        if (sign * (round - mid) < nearest) {
            pool.ticks = round;
            pool.weight = 1;
        }
    }

    private static double extreme(BarSeries bars, int age, int sign) {
        return sign > 0 ? bars.high[bars.at(age)] : bars.low[bars.at(age)];
    }

    private static boolean isSwing(BarSeries bars, int age, int sign) {
        double level = extreme(bars, age, sign);
        for (int k = 1; k <= SHOULDER; k++) {
            boolean isExceeded = sign * (extreme(bars, age + k, sign) - level) > 0
                    || (age >= k && sign * (extreme(bars, age - k, sign) - level) > 0);
            if (isExceeded) {
                return false;
            }
        }
        return true;
    }

    /** Swings at the level; 0 if the price has been well beyond it since, so that its stops are gone. */
    private static int touches(BarSeries bars, double level, double near, int oldest, int sign) {
        int touches = 0;
        for (int age = 0; age <= oldest; age++) {
            double beyond = sign * (extreme(bars, age, sign) - level);
            if (beyond > near) {
                return touches;
            }
            if (beyond >= -near && isSwing(bars, age, sign)) {
                touches++;
            }
        }
        return touches;
    }

    private static double nextRound(double midTicks, int sign, double tick) {
        double price = midTicks * tick;
        double grid = Math.pow(10, Math.floor(Math.log10(price))) / GRIDS_PER_DECADE;
        double steps = sign > 0 ? Math.floor(price / grid) + 1 : Math.ceil(price / grid) - 1;
        return steps * grid / tick;
    }

    private void judge(State state, Pool pool, int sign, MarketContext market, Trigger out) {
        double mid = market.midTicks();
        double distance = sign * (pool.ticks - mid);
        double sigma = market.seconds.volatility() * TEN_MINUTES * mid;
        double flow = sign * market.flow.touchZ();
        if (pool.weight == 0 || distance <= 0 || distance >= maxDistanceSigmas * sigma) {
            return;
        }
        out.begin(sign);
        if (flow <= minFlowZ) {
            return;
        }
        double beyond = depthBeyond(market.book, pool.ticks, sign) / state.medianLots;
        if (beyond < maxBeyond) {
            state.levelTicks = pool.ticks;
            state.weight = pool.weight;
            state.flowZ = flow;
            state.beyondShare = beyond;
            out.fire(sign, pool.weight * flow);
        }
    }

    /** Lots in the 10 bp beyond a level; infinite where the book is not known that far. */
    private static double depthBeyond(OrderBook book, double level, int sign) {
        double end = level * (1 + sign * DepthFacts.NEAR_RATIO);
        boolean isKnown = sign > 0 ? end <= book.knownHighTicks : end >= book.knownLowTicks;
        if (!isKnown) {
            return Double.POSITIVE_INFINITY;
        }
        BookSide side = sign > 0 ? book.asks : book.bids;
        double lots = 0;
        for (int i = 0; i < side.size; i++) {
            double ticks = side.ticksAt(i);
            if (sign * (ticks - end) > 0) {
                return lots;
            }
            if (sign * (ticks - level) > 0) {
                lots += side.lotsAt(i);
            }
        }
        return lots;
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.stopRunAnticipation;
        return "poolTicks=" + state.levelTicks + " weight=" + state.weight + " flowZ=" + state.flowZ + " beyond="
                + state.beyondShare;
    }
}
