package io.nexus.udf.market;

import io.nexus.domain.book.BookResult;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The whole history of one instrument as lists, from which naive twins compute everything again. The book is the real one: it
 * has an oracle of its own.
 *
 * <p>Seconds close at whole seconds from the first touch on; one that was due before an event sees what stood before it. After
 * a quarter of an hour without events a new stretch begins: windows never reach into an older one. */
final class NaiveTape {
    private static final long SECOND_MS = 1000;
    private static final long SILENCE_MS = 15 * 60_000;

    record Print(int event, long timeMs, long ticks, long lots, boolean isBuy) {
        long second() {
            return Math.floorDiv(timeMs, SECOND_MS);
        }

        long signedLots() {
            return isBuy ? lots : -lots;
        }
    }

    /** Volume at a price in thirds of a tick: a trade's, or a bar's at its typical price (high + low + close) / 3. */
    record Dealt(int event, long timeMs, long thirds, long lots) {}

    record Forced(int event, long timeMs, long signedLots) {}

    /** Best bid and ask; the last ones while none is known. */
    record Touch(boolean isKnown, long bidTicks, long bidLots, long askTicks, long askLots) {
        double mid() {
            return (bidTicks + askTicks) / 2.0;
        }
    }

    /** What one side's levels showed, best first, and whether the flow since the entry before counts. */
    record Shown(
            int event, long timeMs, boolean isFlow, long[] bidTicks, long[] bidLots, long[] askTicks, long[] askLots) {}

    /** A second that closed before an event; whether flow then had a quote, and five levels, to start from. */
    record Close(long timeMs, int event, int stretch, boolean hasQuote, boolean hasLadder) {
        long second() {
            return Math.floorDiv(timeMs, SECOND_MS);
        }
    }

    final InstrumentScale scale;
    final OrderBook book = new OrderBook();
    final List<Print> prints = new ArrayList<>();
    final List<Dealt> dealt = new ArrayList<>();
    final List<Forced> forced = new ArrayList<>();
    final List<Shown> quotes = new ArrayList<>();
    final List<Shown> ladders = new ArrayList<>();
    /** Touch after each event. */
    final List<Touch> touches = new ArrayList<>();

    final List<Close> closes = new ArrayList<>();
    final NaiveBars bars;
    Optional<MarkPrice> mark = Optional.empty();
    long nowMs;
    /** First event after which flow of quotes and depth counts. */
    int flowEvent;
    /** First event of the windows' stretch. */
    int stretchEvent;

    /** The event that ended the last silence; -1 if there was none. */
    int silenceEndedBy = -1;

    int stretch;
    private long nextCloseMs;
    private Optional<Quote> quote = Optional.empty();
    private boolean hasTouchBase;
    private boolean hasLadderBase;

    NaiveTape(InstrumentScale scale) {
        this.scale = scale;
        this.bars = new NaiveBars(this);
    }

    void add(MarketEvent event, long feedTimeMs) {
        if (event.bar() != null) {
            bars.feed(event.bar());
            return;
        }
        nowMs = feedTimeMs;
        int index = touches.size();
        boolean isStarted = nextCloseMs != 0;
        if (isStarted) {
            closeSeconds(index);
            bars.advance(index);
        }
        payload(index, event);
        touches.add(touch());
        if (!isStarted && touch(index).isKnown()) {
            nextCloseMs = (nowMs / SECOND_MS + 1) * SECOND_MS;
            stretchEvent = index + 1;
            bars.start(index + 1);
            bars.locatedEvent = index + 1;
        }
    }

    private void closeSeconds(int index) {
        if (nowMs - nextCloseMs > SILENCE_MS) {
            nextCloseMs = (nowMs / SECOND_MS + 1) * SECOND_MS;
            stretch++;
            stretchEvent = index;
            silenceEndedBy = index;
            flowEvent = index;
            hasTouchBase = false;
            hasLadderBase = false;
        }
        for (; nextCloseMs <= nowMs; nextCloseMs += SECOND_MS) {
            closes.add(new Close(nextCloseMs, index, stretch, hasTouchBase, hasLadderBase));
        }
    }

    private void payload(int index, MarketEvent event) {
        Trade trade = event.trade();
        Liquidation liquidation = event.liquidation();
        if (trade != null) {
            boolean isBuy = trade.aggressor() == Side.BUY;
            prints.add(new Print(index, nowMs, trade.priceTicks(), trade.lots(), isBuy));
            dealt.add(new Dealt(index, nowMs, 3 * trade.priceTicks(), trade.lots()));
        } else if (event.quote() != null) {
            quote(index, event.quote());
        } else if (event.book() != null) {
            book(index, event.book(), event.kind() == MarketEventKind.BOOK_SNAPSHOT);
        } else if (liquidation != null) {
            forced.add(new Forced(index, nowMs, liquidation.side().sign() * liquidation.lots()));
        } else if (event.mark() != null) {
            mark = Optional.of(event.mark());
        }
    }

    private void quote(int index, Quote next) {
        if (quote.isPresent() && next.updateId() < quote.get().updateId()) {
            return;
        }
        quote = Optional.of(next);
        quotes.add(new Shown(
                index,
                nowMs,
                hasTouchBase,
                new long[] {next.bidTicks()},
                new long[] {next.bidLots()},
                new long[] {next.askTicks()},
                new long[] {next.askLots()}));
        hasTouchBase = true;
    }

    private void book(int index, BookUpdate update, boolean isSnapshot) {
        BookResult result =
                isSnapshot ? book.applySnapshot(update, scale.market()) : book.applyDelta(update, scale.market());
        if (result == BookResult.GAP || result == BookResult.CROSSED) {
            hasTouchBase = false;
            hasLadderBase = false;
            flowEvent = index;
        } else if (result == BookResult.APPLIED) {
            int levels = Math.min(5, Math.min(book.bids.size, book.asks.size));
            boolean isFlow = hasLadderBase && !isSnapshot && levels == 5;
            ladders.add(new Shown(
                    index,
                    nowMs,
                    isFlow,
                    IntStream.range(0, levels).mapToLong(book.bids::ticksAt).toArray(),
                    IntStream.range(0, levels).mapToLong(book.bids::lotsAt).toArray(),
                    IntStream.range(0, levels).mapToLong(book.asks::ticksAt).toArray(),
                    IntStream.range(0, levels).mapToLong(book.asks::lotsAt).toArray()));
            hasLadderBase = levels == 5;
        }
    }

    private Touch touch() {
        boolean takesQuote =
                quote.isPresent() && (!book.hasTouch() || quote.get().updateId() > book.lastUpdateId);
        if (takesQuote) {
            Quote q = quote.get();
            return new Touch(true, q.bidTicks(), q.bidLots(), q.askTicks(), q.askLots());
        }
        if (book.hasTouch()) {
            return new Touch(
                    true, book.bids.ticksAt(0), book.bids.lotsAt(0), book.asks.ticksAt(0), book.asks.lotsAt(0));
        }
        Touch last = touches.isEmpty() ? new Touch(false, 0, 0, 0, 0) : touches.get(touches.size() - 1);
        return new Touch(false, last.bidTicks, last.bidLots, last.askTicks, last.askLots);
    }

    /** Whether flow at the touch, or at five levels, has something to start from. */
    boolean hasBase(boolean isTouch) {
        return isTouch ? hasTouchBase : hasLadderBase;
    }

    Touch touch(int event) {
        return touches.get(event);
    }

    Touch now() {
        return touch(touches.size() - 1);
    }

    /** Touch as a second saw it when it closed. */
    Touch at(Close close) {
        return touch(close.event() - 1);
    }

    /** Closes of the stretch, oldest first. */
    List<Close> window() {
        return closes.stream().filter(close -> close.stretch() == stretch).toList();
    }

    /** Trades of the second under way and the n - 1 before it. */
    List<Print> last(int seconds) {
        long from = Math.floorDiv(nowMs, SECOND_MS) - seconds + 1;
        return between(from, Long.MAX_VALUE);
    }

    /** Trades of the stretch by whole second since the epoch, the last excluded. */
    List<Print> between(long fromSecond, long toSecond) {
        List<Print> found = new ArrayList<>();
        for (int i = prints.size() - 1; i >= 0 && prints.get(i).event() >= stretchEvent; i--) {
            long second = prints.get(i).second();
            if (second >= fromSecond && second < toSecond) {
                found.add(prints.get(i));
            }
        }
        Collections.reverse(found);
        return found;
    }
}
