package io.nexus.udf.market;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;

/** What the book shows around its mid: depth within 10 bp, slopes, the cost of walking it. A mutable state class. */
public final class DepthFacts {
    public static final double NEAR_RATIO = 0.001;
    /** A level exactly 10 bp away counts. */
    private static final double ROUNDING = 1e-6;

    public static final double WALK_USD = 10_000;

    /** Whether the book is in sequence and both sides are known as far as 10 bp. */
    public boolean isKnown;

    public long bidLots;
    public long askLots;
    public double bidUsd;
    public double askUsd;
    /** Mean cost of buying and selling 10 kUSD against the mid, in bp; NaN if the known book does not hold that much. */
    public double impactBps = Double.NaN;
    /** Lots within 10 bp per bp of their mean distance. */
    public double bidSlope;

    public double askSlope;

    /** State of the book that the facts are of, as {@link OrderBook#changes()} counts. */
    private transient long measuredAt = -1;

    /** For the serializer. */
    public DepthFacts() {}

    /** Measures the book, unless nothing has changed in it since that was last done. */
    void measure(OrderBook book, InstrumentScale scale) {
        if (book.changes() != measuredAt) {
            measuredAt = book.changes();
            measureChanged(book, scale);
        }
    }

    private void measureChanged(OrderBook book, InstrumentScale scale) {
        isKnown = false;
        if (!book.hasTouch()) {
            return;
        }
        double mid = (book.bids.ticksAt(0) + book.asks.ticksAt(0)) / 2.0;
        long lowest = (long) Math.ceil(mid * (1 - NEAR_RATIO) - ROUNDING);
        long highest = (long) Math.floor(mid * (1 + NEAR_RATIO) + ROUNDING);
        int lowestBid = book.bids.firstWithin(lowest);
        int highestAsk = book.asks.firstWithin(highest);
        bidLots = lotsFrom(book.bids, lowestBid);
        askLots = lotsFrom(book.asks, highestAsk);
        bidUsd = scale.usd(mid, (double) bidLots);
        askUsd = scale.usd(mid, (double) askLots);
        bidSlope = slope(book.bids, lowestBid, mid);
        askSlope = slope(book.asks, highestAsk, mid);
        impactBps = (walkBps(book.bids, book.knownLowTicks, mid, scale)
                        + walkBps(book.asks, book.knownHighTicks, mid, scale))
                / 2;
        isKnown = lowest >= book.knownLowTicks && highest <= book.knownHighTicks;
    }

    private static long lotsFrom(BookSide side, int first) {
        long sum = 0;
        for (int i = first; i < side.size; i++) {
            sum += side.lots[i];
        }
        return sum;
    }

    /** Lots per bp of mean distance from the mid: a book that stands close is steep. */
    private static double slope(BookSide side, int first, double mid) {
        double lots = 0;
        double distanceTicks = 0;
        for (int i = first; i < side.size; i++) {
            lots += side.lots[i];
            distanceTicks += side.lots[i] * Math.abs(side.ticks[i] - mid);
        }
        return distanceTicks > 0 ? lots * lots / (distanceTicks / mid * 1e4) : 0;
    }

    /** Beyond the known bound levels may be missing: no walk goes there. */
    private static double walkBps(BookSide side, long knownTicks, double mid, InstrumentScale scale) {
        double left = WALK_USD;
        double cost = 0;
        for (int i = side.size - 1;
                i >= 0 && (side.isBid ? side.ticks[i] >= knownTicks : side.ticks[i] <= knownTicks);
                i--) {
            double usd = Math.min(left, scale.usd(mid, (double) side.lots[i]));
            cost += usd * Math.abs(side.ticks[i] - mid) / mid * 1e4;
            left -= usd;
            if (left <= 0) {
                return cost / WALK_USD;
            }
        }
        return Double.NaN;
    }
}
