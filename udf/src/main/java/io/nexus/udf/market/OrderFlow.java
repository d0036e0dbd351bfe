package io.nexus.udf.market;

import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.Quote;

/** Order flow imbalance (Cont, Kukanov, Stoikov 2014): what arrived and left at the touch, from quotes only, and at the best
 * five levels, from depth (Xu, Gould, Howison 2018). Level n weighs {@code e^(-n/2)}. A mutable state class. */
public final class OrderFlow {
    public static final int LEVELS = 5;
    private static final int WINDOW_SECONDS = 10;
    private static final double MOMENTS_MS = 3_600_000;
    static final double[] WEIGHTS = {1, Math.exp(-0.5), Math.exp(-1), Math.exp(-1.5), Math.exp(-2)};

    /** Flow at the touch in lots, 10 s. */
    public RollingSum touch = new RollingSum(WINDOW_SECONDS);
    /** Flow of each of five levels in lots, 10 s. */
    public RollingSum[] levels = newLevels();

    public DecayedMoments touchMoments = new DecayedMoments();
    /** Displayed lots, mean of both sides, once a second. */
    public DecayedMoments touchDepth = new DecayedMoments();

    public DecayedMoments levelDepth = new DecayedMoments();
    public boolean hasQuote;
    public long bidTicks;
    public long bidLots;
    public long askTicks;
    public long askLots;
    public boolean hasLevels;
    public long[] levelTicks = new long[2 * LEVELS];
    public long[] levelLots = new long[2 * LEVELS];

    /** For the serializer. */
    public OrderFlow() {}

    private static RollingSum[] newLevels() {
        RollingSum[] sums = new RollingSum[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            sums[i] = new RollingSum(WINDOW_SECONDS);
        }
        return sums;
    }

    void quote(Quote quote) {
        if (hasQuote) {
            touch.add(flow(bidTicks, bidLots, quote.bidTicks(), quote.bidLots(), 1)
                    - flow(askTicks, askLots, quote.askTicks(), quote.askLots(), -1));
        }
        hasQuote = true;
        bidTicks = quote.bidTicks();
        bidLots = quote.bidLots();
        askTicks = quote.askTicks();
        askLots = quote.askLots();
    }

    /** Takes the best five levels in; a book with fewer on a side starts over. */
    void depth(OrderBook book) {
        if (!book.hasTouch() || book.bids.size < LEVELS || book.asks.size < LEVELS) {
            hasLevels = false;
            return;
        }
        for (int i = 0; i < LEVELS; i++) {
            long bid = book.bids.ticksAt(i);
            long bidSize = book.bids.lotsAt(i);
            long ask = book.asks.ticksAt(i);
            long askSize = book.asks.lotsAt(i);
            int a = i + LEVELS;
            if (hasLevels) {
                levels[i].add(flow(levelTicks[i], levelLots[i], bid, bidSize, 1)
                        - flow(levelTicks[a], levelLots[a], ask, askSize, -1));
            }
            levelTicks[i] = bid;
            levelLots[i] = bidSize;
            levelTicks[a] = ask;
            levelLots[a] = askSize;
        }
        hasLevels = true;
    }

    /** What the queue of one side gained: all of a better price, the change of the same, minus all of a lost one. */
    private static double flow(long ticksBefore, long lotsBefore, long ticks, long lots, int sign) {
        long better = sign * (ticks - ticksBefore);
        return better > 0 ? lots : better == 0 ? lots - lotsBefore : -lotsBefore;
    }

    void closeSecond(long timeMs) {
        if (hasQuote) {
            touchMoments.update(touch.sum, timeMs, MOMENTS_MS);
            touchDepth.update((bidLots + askLots) / 2.0, timeMs, MOMENTS_MS);
        }
        if (hasLevels) {
            levelDepth.update(shownAtLevels(), timeMs, MOMENTS_MS);
        }
        touch.advance();
        for (RollingSum level : levels) {
            level.advance();
        }
    }

    private double shownAtLevels() {
        double depth = 0;
        for (int i = 0; i < LEVELS; i++) {
            depth += WEIGHTS[i] * (levelLots[i] + levelLots[i + LEVELS]) / 2.0;
        }
        return depth;
    }

    /** Weighted flow of five levels in lots, 10 s. */
    public double levelFlow() {
        double flow = 0;
        for (int i = 0; i < LEVELS; i++) {
            flow += WEIGHTS[i] * levels[i].sum;
        }
        return flow;
    }

    /** Forgets the flow, as after a resync of the book. */
    void reset() {
        hasQuote = false;
        hasLevels = false;
        touch.clear();
        for (RollingSum level : levels) {
            level.clear();
        }
    }

    /** Flow at the touch over 10 s in standard deviations of itself over an hour. */
    public double touchZ() {
        return touchMoments.zScore(touch.sum);
    }
}
