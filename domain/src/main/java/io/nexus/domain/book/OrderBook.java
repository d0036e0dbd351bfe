package io.nexus.domain.book;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import java.util.ArrayList;
import java.util.List;

/** Book of one instrument, rebuilt from snapshot and deltas by the market's sequence rule: spot deltas follow each other
 * when {@code U == u' + 1}, futures deltas when {@code pu == u'}; the first delta after a snapshot must span its id. Not
 * thread-safe; a mutable state class. Fields are public for the state serializer only. */
public final class OrderBook {
    /** Deltas kept while no snapshot has come; older ones are dropped first. */
    static final int MAX_BUFFERED = 512;

    private static final int PRUNE_EVERY = 4096;
    private static final double KEPT_RATIO = 0.02;

    public boolean isSynced;
    /** Whether the next delta is the first one after a snapshot. */
    public boolean isFirstAfterSnapshot;

    public long lastUpdateId;
    /** Beyond these two unknown levels may hide: how far the last snapshot knew the book, less what was dropped since. */
    public long knownLowTicks;

    public long knownHighTicks;
    public int updatesSincePrune;
    public BookSide bids = new BookSide(true);
    public BookSide asks = new BookSide(false);
    public List<BookUpdate> buffered = new ArrayList<>();

    /** What stood at the levels of the delta applied last, before it was: parallel to its bids, longer if an earlier one was. */
    public long[] bidLotsBefore = new long[0];

    public long[] askLotsBefore = new long[0];
    private transient long changes;

    /** Replaces the book by a snapshot and applies what was buffered after it. A snapshot older than a synced book
     * is {@link BookResult#OUTDATED} and ignored. */
    public BookResult applySnapshot(BookUpdate snapshot, Market market) {
        changes++;
        if (isSynced && snapshot.lastUpdateId() < lastUpdateId) {
            return BookResult.OUTDATED;
        }
        bids.replace(snapshot.bidTicks(), snapshot.bidLots());
        asks.replace(snapshot.askTicks(), snapshot.askLots());
        lastUpdateId = snapshot.lastUpdateId();
        knownLowTicks = knownBound(snapshot.knownLowTicks(), bids, 0);
        knownHighTicks = knownBound(snapshot.knownHighTicks(), asks, Long.MAX_VALUE);
        isSynced = true;
        isFirstAfterSnapshot = true;
        if (isCrossed()) {
            return invalidate(BookResult.CROSSED);
        }
        return applyBuffered(market);
    }

    /** Applies what was buffered; what stands behind a gap or a crossing stays buffered for the next snapshot. */
    private BookResult applyBuffered(Market market) {
        List<BookUpdate> waiting = buffered;
        buffered = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            BookResult result = applyDelta(waiting.get(i), market);
            if (result == BookResult.GAP || result == BookResult.CROSSED) {
                buffered.addAll(waiting.subList(i + 1, waiting.size()));
                return result;
            }
        }
        return BookResult.APPLIED;
    }

    public BookResult applyDelta(BookUpdate delta, Market market) {
        changes++;
        if (!isSynced) {
            if (buffered.size() == MAX_BUFFERED) {
                buffered.remove(0);
            }
            buffered.add(delta);
            return BookResult.BUFFERED;
        }
        boolean isOutdated = (market == Market.SPOT || !isFirstAfterSnapshot)
                ? delta.lastUpdateId() <= lastUpdateId
                : delta.lastUpdateId() < lastUpdateId;
        if (isOutdated) {
            return BookResult.OUTDATED;
        }
        if (!follows(delta, market)) {
            buffered.clear();
            isSynced = false;
            buffered.add(delta);
            return BookResult.GAP;
        }
        isFirstAfterSnapshot = false;
        lastUpdateId = delta.lastUpdateId();
        setLevels(delta);
        if (isCrossed()) {
            return invalidate(BookResult.CROSSED);
        }
        pruneSometimes();
        return BookResult.APPLIED;
    }

    /** A change of the book is known to be missing: it is out of sequence until the next snapshot. */
    public void lose() {
        changes++;
        invalidate(BookResult.GAP);
    }

    /** Counts everything that may have changed the book, since this object was made or read back. */
    public long changes() {
        return changes;
    }

    /** Whether both sides have a level and the book is in sequence. */
    public boolean hasTouch() {
        return isSynced && !bids.isEmpty() && !asks.isEmpty();
    }

    private boolean follows(BookUpdate delta, Market market) {
        if (isFirstAfterSnapshot) {
            long next = market == Market.SPOT ? lastUpdateId + 1 : lastUpdateId;
            boolean spans = delta.firstUpdateId() <= next && delta.lastUpdateId() >= next;
            return spans || (market != Market.SPOT && delta.previousUpdateId() == lastUpdateId);
        }
        return market == Market.SPOT
                ? delta.firstUpdateId() == lastUpdateId + 1
                : delta.previousUpdateId() == lastUpdateId;
    }

    private static long knownBound(long givenTicks, BookSide side, long ifEmpty) {
        if (givenTicks != 0) {
            return givenTicks;
        }
        return side.isEmpty() ? ifEmpty : side.ticks[0];
    }

    private void setLevels(BookUpdate update) {
        bidLotsBefore = setLevels(bids, update.bidTicks(), update.bidLots(), bidLotsBefore);
        askLotsBefore = setLevels(asks, update.askTicks(), update.askLots(), askLotsBefore);
    }

    private static long[] setLevels(BookSide side, long[] ticks, long[] lots, long[] scratch) {
        long[] before = scratch.length >= ticks.length ? scratch : new long[ticks.length + ticks.length / 8];
        for (int i = 0; i < ticks.length; i++) {
            before[i] = side.set(ticks[i], lots[i]);
        }
        return before;
    }

    private boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.ticksAt(0) >= asks.ticksAt(0);
    }

    private BookResult invalidate(BookResult result) {
        isSynced = false;
        buffered.clear();
        return result;
    }

    private void pruneSometimes() {
        if (++updatesSincePrune < PRUNE_EVERY || !hasTouch()) {
            return;
        }
        updatesSincePrune = 0;
        double mid = (bids.ticksAt(0) + asks.ticksAt(0)) / 2.0;
        long low = Math.min((long) Math.floor(mid * (1 - KEPT_RATIO)), bids.ticksAt(0));
        long high = Math.max((long) Math.ceil(mid * (1 + KEPT_RATIO)), asks.ticksAt(0));
        bids.dropWorseThan(low);
        asks.dropWorseThan(high);
        knownLowTicks = Math.max(knownLowTicks, low);
        knownHighTicks = Math.min(knownHighTicks, high);
    }
}
