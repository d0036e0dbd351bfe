package io.nexus.udf.strategy;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.check.Check;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Trade;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.DecayedMoments;
import io.nexus.udf.market.MarketContext;
import java.io.Serializable;

/** Trades against a side that shows large orders near the touch and takes them away, unexecuted, as the touch comes close (Fabre
 * and Challet 2025 find the posting distance essential). Public feeds name no orders: a level's growth stands for one.
 * Where the tick is finer, levels count in steps of half a basis point: ten of Bitcoin's ticks are no distance.
 *
 * @param sizeFactor least growth of a level against the mean size of steps 2 to 10; 0.001 to 1,000
 * @param maxDistanceBps farthest from the mid, in bp; 0.001 to 1,000
 * @param maxLifeMs longest time from showing to vanishing, in ms; 1 to 86,400,000
 * @param maxStepsAhead most steps before it when it vanishes; 0 to 10,000
 * @param minVanished least share that vanished without trades, (0, 1)
 * @param repeats within the memory on one side that fire; positive
 * @param memoryMs how long one is remembered, in ms; 1 to 86,400,000
 * @param meanSizeMs time constant of the mean level size, in ms; 1 to 86,400,000 */
public record SpoofingDetection(
        double sizeFactor,
        double maxDistanceBps,
        long maxLifeMs,
        int maxStepsAhead,
        double minVanished,
        int repeats,
        long memoryMs,
        long meanSizeMs)
        implements Strategy, Serializable {
    /** Steps from the touch that count; its own is the first. */
    private static final int STEPS = 10;

    private static final int WATCHED = 16;
    private static final int REMEMBERED = 8;

    public SpoofingDetection {
        Check.inRange("sizeFactor", sizeFactor, 0.001, 1_000);
        Check.inRange("maxDistanceBps", maxDistanceBps, 0.001, 1_000);
        Check.inRange("maxLifeMs", maxLifeMs, 1, 86_400_000);
        Check.inRange("maxStepsAhead", maxStepsAhead, 0, 10_000);
        Check.inOpenUnitInterval("minVanished", minVanished);
        Check.inRange("repeats", repeats, 1, REMEMBERED);
        Check.inRange("memoryMs", memoryMs, 1, 86_400_000);
        Check.inRange("meanSizeMs", meanSizeMs, 1, 86_400_000);
    }

    public static SpoofingDetection defaults() {
        return new SpoofingDetection(5, 10, 3000, 2, 0.5, 2, 60_000, 60_000);
    }

    /** What it remembers. */
    public static final class State {
        public long seconds;
        public DecayedMoments stepLots = new DecayedMoments();
        public Shown bids = new Shown();
        public Shown asks = new Shown();
        /** Until when a display of either side is not to be trusted; 0 before the first. */
        public long flaggedUntilMs;

        public double vanishedShare;
        public int repeats;
        public long lastTicks;

        /** For the serializer. */
        public State() {}
    }

    /** Large orders shown on one side, and when earlier ones vanished. Rings; slots with no lots are free. */
    public static final class Shown {
        public long[] ticks = new long[WATCHED];
        public long[] lots = new long[WATCHED];
        public double[] executed = new double[WATCHED];
        public long[] sinceMs = new long[WATCHED];
        public int next;
        public long[] vanishedMs = new long[REMEMBERED];
        public int nextVanished;

        /** For the serializer. */
        public Shown() {}

        private void watch(long priceTicks, long added, long now) {
            ticks[next] = priceTicks;
            lots[next] = added;
            executed[next] = 0;
            sinceMs[next] = now;
            next = (next + 1) % WATCHED;
        }

        private void trade(long priceTicks, double tradedLots) {
            for (int i = 0; i < WATCHED; i++) {
                if (lots[i] > 0 && ticks[i] == priceTicks) {
                    executed[i] += tradedLots;
                }
            }
        }

        private int find(long priceTicks) {
            for (int i = 0; i < WATCHED; i++) {
                if (lots[i] > 0 && ticks[i] == priceTicks) {
                    return i;
                }
            }
            return -1;
        }

        private int vanish(long now, long memoryMs) {
            vanishedMs[nextVanished] = now;
            nextVanished = (nextVanished + 1) % REMEMBERED;
            int count = 0;
            for (long at : vanishedMs) {
                if (at > 0 && now - at <= memoryMs) {
                    count++;
                }
            }
            return count;
        }
    }

    @Override
    public StrategyId id() {
        return StrategyId.SPOOFING_DETECTION;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.spoofingDetection;
        Trade trade = tick.event().trade();
        if (trade != null) {
            (trade.aggressor().sign() < 0 ? state.bids : state.asks).trade(trade.priceTicks(), (double) trade.lots());
            return;
        }
        BookUpdate update = tick.event().book();
        if (update == null || !tick.market().isDeltaApplied) {
            return;
        }
        OrderBook book = tick.market().book;
        judge(state, state.bids, 1, update.bidTicks(), update.bidLots(), book.bidLotsBefore, tick, out);
        judge(state, state.asks, -1, update.askTicks(), update.askLots(), book.askLotsBefore, tick, out);
        measure(state, tick);
    }

    /** Mean size of a step beyond the touch's own, of both sides, once a second. */
    private void measure(State state, MarketTick tick) {
        MarketContext market = tick.market();
        if (market.seconds.count == state.seconds) {
            return;
        }
        state.seconds = market.seconds.count;
        double lots = lots(market.book.bids, tick) + lots(market.book.asks, tick);
        if (lots > 0) {
            state.stepLots.update(lots / (2.0 * (STEPS - 1)), tick.timeMs(), (double) meanSizeMs);
        }
    }

    private static double lots(BookSide side, MarketTick tick) {
        double lots = 0;
        for (int i = 0; i < side.size; i++) {
            double steps = steps(side, side.ticksAt(i), tick);
            if (steps >= STEPS) {
                return lots;
            }
            lots += steps >= 1 ? side.lotsAt(i) : 0;
        }
        return lots;
    }

    /** How far a price lies behind the best one of its side, in steps of max(tick, least step). */
    private static double steps(BookSide side, long priceTicks, MarketTick tick) {
        return side.isEmpty() ? 0 : Math.abs(side.ticksAt(0) - priceTicks) / tick.stepTicks();
    }

    private void judge(
            State state,
            Shown shown,
            int sign,
            long[] ticks,
            long[] lots,
            long[] before,
            MarketTick tick,
            Trigger out) {
        MarketContext market = tick.market();
        BookSide side = sign > 0 ? market.book.bids : market.book.asks;
        double farthest = market.midTicks() * maxDistanceBps * 1e-4;
        for (int i = 0; i < ticks.length; i++) {
            long added = lots[i] - before[i];
            if (added < 0) {
                withdraw(state, shown, sign, ticks[i], -added, side, tick, out);
            } else if (state.stepLots.samples > 0 && added > sizeFactor * state.stepLots.mean) {
                double ahead = steps(side, ticks[i], tick);
                boolean isNear = Math.abs(ticks[i] - market.midTicks()) <= farthest;
                if (isNear && ahead >= 1 && ahead < STEPS) {
                    out.begin(-sign);
                    shown.watch(ticks[i], added, tick.timeMs());
                }
            }
        }
    }

    private void withdraw(
            State state, Shown shown, int sign, long ticks, long removed, BookSide side, MarketTick tick, Trigger out) {
        int at = shown.find(ticks);
        if (at < 0) {
            return;
        }
        long now = tick.timeMs();
        long size = shown.lots[at];
        double vanished = Math.min(1, (removed - shown.executed[at]) / size);
        boolean isOld = now - shown.sinceMs[at] > maxLifeMs;
        if (!isOld && vanished < minVanished) {
            return;
        }
        shown.lots[at] = 0;
        if (isOld || Math.floor(steps(side, ticks, tick)) > maxStepsAhead) {
            return;
        }
        int count = shown.vanish(now, memoryMs);
        if (count >= repeats) {
            state.flaggedUntilMs = now + id().halfLifeMs();
            state.vanishedShare = vanished;
            state.repeats = count;
            state.lastTicks = ticks;
            out.fire(-sign, (double) count / repeats * vanished);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.spoofingDetection;
        return "vanished=" + state.vanishedShare + " times=" + state.repeats + " levelTicks=" + state.lastTicks
                + " meanStepLots=" + state.stepLots.mean;
    }
}
