package io.nexus.lab.plant;

import io.nexus.domain.book.BookResult;
import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.lab.plant.PlantedSide.Levels;
import org.jspecify.annotations.Nullable;

/** The book as others see it while a pattern is planted: the underlying one moved by some ticks, with levels that show what the
 * pattern shows, and thinner where it wants it thin. It never crosses: an underlying level that would cross a shown one is
 * hidden. While nothing is planted it differs from the underlying one by the ticks it was left moved. Not thread-safe. */
final class PlantedBook {
    /** Update ids are spread, so that planted updates fit between underlying ones. */
    private static final long IDS_PER_UPDATE = 4096;

    private final Market market;
    private final EventWriter out;
    private final OrderBook base = new OrderBook();
    private final PlantedSide bids = new PlantedSide(Side.BUY);
    private final PlantedSide asks = new PlantedSide(Side.SELL);
    private long shiftTicks;
    private @Nullable Side heldSide;
    private long heldTicks;
    private boolean isSettled = true;
    private boolean isTogether;
    private long updateId;
    private @Nullable Quote quote;

    PlantedBook(Market market, EventWriter out) {
        this.market = market;
        this.out = out;
    }

    /** Whether both sides have a level and the underlying book is in sequence. */
    boolean hasTouch() {
        return base.isSynced && !bids.isEmpty() && !asks.isEmpty();
    }

    /** One side as it is seen. */
    PlantedSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    void snapshot(BookUpdate update) {
        if (base.applySnapshot(update, market) != BookResult.APPLIED) {
            return;
        }
        updateId = Math.max(updateId + 1, update.lastUpdateId() * IDS_PER_UPDATE);
        pinToHeld();
        bids.refresh(base.bids, shiftTicks, asks);
        asks.refresh(base.asks, shiftTicks, bids);
        isSettled = true;
        Levels bid = bids.levels();
        Levels ask = asks.levels();
        long high = base.knownHighTicks == Long.MAX_VALUE ? Long.MAX_VALUE : base.knownHighTicks + shiftTicks;
        out.write(
                MarketEventKind.BOOK_SNAPSHOT,
                new BookUpdate(
                        updateId,
                        updateId,
                        0,
                        bid.ticks(),
                        bid.lots(),
                        ask.ticks(),
                        ask.lots(),
                        base.knownLowTicks + shiftTicks,
                        high));
    }

    /** Takes an underlying update in; one that waits for a snapshot or is older than it changes nothing.
     *
     * @throws IllegalStateException if updates are missing before it or it crosses the book: nothing can be planted there */
    void delta(BookUpdate update) {
        BookResult result = base.applyDelta(update, market);
        if (result == BookResult.GAP || result == BookResult.CROSSED) {
            throw new IllegalStateException(
                    "underlying book: " + result + " at update " + update.firstUpdateId() + ", nothing can be planted");
        }
        if (result != BookResult.APPLIED) {
            return;
        }
        long id = update.lastUpdateId() * IDS_PER_UPDATE;
        pinToHeld();
        if (isPlanted() || !isSettled) {
            refresh(id);
        } else {
            forward(update, id);
        }
    }

    /** Sends an underlying quote on; while something is planted the quotes follow from the depth instead. */
    void quote(Quote update) {
        if (!isPlanted()) {
            write(new Quote(
                    update.updateId() * IDS_PER_UPDATE,
                    update.bidTicks() + shiftTicks,
                    update.bidLots(),
                    update.askTicks() + shiftTicks,
                    update.askLots()));
        }
    }

    /** Where an underlying trade is seen. */
    long tradeTicks(Side aggressor, long ticks) {
        return isPlanted() && hasTouch() ? side(aggressor.opposite()).bestTicks() : ticks + shiftTicks;
    }

    /** Makes changes that are sent as one; until then what is seen is as before. */
    void together(Runnable changes) {
        isTogether = true;
        changes.run();
        isTogether = false;
        send();
    }

    private void send() {
        if (!isTogether) {
            refresh(updateId + 1);
        }
    }

    /** Shows so many lots at a price, whatever stands there underneath; 0 shows an empty level. */
    void show(Side side, long ticks, long lots) {
        side(side).show(ticks, lots);
        send();
    }

    /** Shows a level as it stands underneath again. */
    void release(Side side, long ticks) {
        side(side).release(ticks);
        send();
    }

    /** Shows everything as it stands underneath, where it has moved to. */
    void releaseAll() {
        bids.releaseAll();
        asks.releaseAll();
        heldSide = null;
        send();
    }

    /** Shows only a share of what stands on a side from a price outwards. */
    void thin(Side side, long fromTicks, double share) {
        side(side).thin(fromTicks, share);
        send();
    }

    /** Keeps the best underlying level of a side at a price from here on: the whole book moves against its own moves. */
    void hold(Side side, long ticks) {
        heldSide = side;
        heldTicks = ticks;
        pinToHeld();
        send();
    }

    private boolean isPlanted() {
        return heldSide != null || bids.isPlanted() || asks.isPlanted();
    }

    private void pinToHeld() {
        BookSide held = heldSide == Side.BUY ? base.bids : base.asks;
        if (heldSide != null && !held.isEmpty()) {
            long wanted = heldTicks - held.ticksAt(0);
            isSettled &= wanted == shiftTicks;
            shiftTicks = wanted;
        }
    }

    /** Only the levels of an underlying update have changed, and nothing covers them. */
    private void forward(BookUpdate update, long id) {
        Levels bid = new Levels(moved(update.bidTicks()), update.bidLots());
        Levels ask = new Levels(moved(update.askTicks()), update.askLots());
        bids.apply(bid.ticks(), bid.lots());
        asks.apply(ask.ticks(), ask.lots());
        write(id, bid, ask);
    }

    private long[] moved(long[] ticks) {
        long[] moved = ticks.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += shiftTicks;
        }
        return moved;
    }

    /** Sends whatever differs from what was sent before. */
    private void refresh(long id) {
        Levels bid = bids.refresh(base.bids, shiftTicks, asks);
        Levels ask = asks.refresh(base.asks, shiftTicks, bids);
        isSettled = true;
        if (bid.isEmpty() && ask.isEmpty()) {
            return;
        }
        write(id, bid, ask);
        if (hasTouch()) {
            quoteTouch();
        }
    }

    private void quoteTouch() {
        long bidTicks = bids.bestTicks();
        long askTicks = asks.bestTicks();
        Quote last = quote;
        long id = Math.max(updateId, last == null ? 0 : last.updateId() + 1);
        Quote now = new Quote(id, bidTicks, bids.lotsAt(bidTicks), askTicks, asks.lotsAt(askTicks));
        boolean isSame = last != null
                && last.bidTicks() == now.bidTicks()
                && last.bidLots() == now.bidLots()
                && last.askTicks() == now.askTicks()
                && last.askLots() == now.askLots();
        if (!isSame) {
            write(now);
        }
    }

    private void write(Quote now) {
        long id = Math.max(now.updateId(), quote == null ? 0 : quote.updateId());
        quote = new Quote(id, now.bidTicks(), now.bidLots(), now.askTicks(), now.askLots());
        out.write(MarketEventKind.QUOTE, quote);
    }

    private void write(long id, Levels bid, Levels ask) {
        long previous = updateId;
        updateId = Math.max(previous + 1, id);
        out.write(
                MarketEventKind.BOOK_DELTA,
                new BookUpdate(previous + 1, updateId, previous, bid.ticks(), bid.lots(), ask.ticks(), ask.lots()));
    }
}
