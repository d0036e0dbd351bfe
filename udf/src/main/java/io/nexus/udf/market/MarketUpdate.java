package io.nexus.udf.market;

import io.nexus.domain.book.BookResult;
import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Trade;

/** Applies one market event to a context. Seconds and bars that were due before the event close first, as the market stood
 * then. Bars of the feed fill history and move no clock. */
public final class MarketUpdate {
    private static final double OPEN_INTEREST_MEAN_MS = 3_600_000;

    private final InstrumentScale scale;
    private final MarketClock clock;
    private final Reference reference;

    /** Starts percentiles from the shipped reference. */
    public MarketUpdate(InstrumentScale scale) {
        this(scale, Reference.shipped());
    }

    /** Starts percentiles from a reference. */
    public MarketUpdate(InstrumentScale scale, Reference reference) {
        this.scale = scale;
        this.reference = reference;
        this.clock = new MarketClock(scale);
    }

    /** Applies an event.
     *
     * @param feedTimeMs newest feed time of the instrument, not before the last one
     * @param hours hears of the hours that close, in order */
    public void apply(MarketContext market, MarketEvent event, long feedTimeMs, HourSink hours) {
        if (market.percentiles.histograms.length == 0) {
            market.percentiles.seed(reference, scale.market());
        }
        if (market.silence == null) { // a state from before it was kept
            market.silence = new StreamSilence();
        }
        if (event.bar() != null) {
            backFill(market, event.bar(), feedTimeMs, hours);
            return;
        }
        if (market.firstEventMs == 0) {
            market.firstEventMs = feedTimeMs;
        }
        market.timeMs = feedTimeMs;
        market.isDeltaApplied = false;
        clock.advance(market, feedTimeMs, hours);
        market.exchangeAgeMs =
                event.hasExchangeTime() ? market.skew.age(event.feedTimeMs(), event.exchangeTimeMs()) : 0;
        applyPayload(market, event, feedTimeMs);
        if (market.hasTouch && market.secondEndMs == 0) {
            clock.start(market, feedTimeMs);
        }
    }

    private void applyPayload(MarketContext market, MarketEvent event, long timeMs) {
        Trade trade = event.trade();
        Quote quote = event.quote();
        BookUpdate book = event.book();
        if (trade != null) {
            trade(market, trade, timeMs);
        } else if (quote != null) {
            quote(market, quote, timeMs);
        } else if (book != null) {
            boolean isSnapshot = event.kind() == MarketEventKind.BOOK_SNAPSHOT;
            book(market, book, isSnapshot, timeMs);
        } else if (event.kind() == MarketEventKind.BOOK_GAP) {
            market.book.lose();
            bookChanged(market, BookResult.GAP, false, timeMs);
        } else {
            applyReference(market, event);
        }
    }

    private static void applyReference(MarketContext market, MarketEvent event) {
        Liquidation liquidation = event.liquidation();
        FundingRate funding = event.funding();
        MarkPrice mark = event.mark();
        OpenInterest openInterest = event.openInterest();
        if (liquidation != null) {
            market.tape.liquidation(liquidation.side(), liquidation.lots());
        } else if (funding != null) {
            market.hasFunding = true;
            market.fundingRateRatio = funding.rateRatio();
            market.nextFundingTimeMs = funding.nextFundingTimeMs();
        } else if (mark != null) {
            market.hasMark = true;
            market.markPrice = mark.markPrice();
            market.indexPrice = mark.indexPrice();
        } else if (openInterest != null) {
            openInterest(market, openInterest.lots());
        }
    }

    private static void openInterest(MarketContext market, double lots) {
        market.hasOpenInterest = true;
        market.openInterestLots = lots;
        double mean = market.openInterestMeanLots;
        double share = mean > 0 ? -Math.expm1(-(market.timeMs - market.openInterestAtMs) / OPEN_INTEREST_MEAN_MS) : 1;
        market.openInterestMeanLots = mean + share * (lots - mean);
        market.openInterestAtMs = market.timeMs;
    }

    private void trade(MarketContext market, Trade trade, long timeMs) {
        market.silence.onTrade(timeMs);
        double lots = trade.lots();
        int sign = trade.aggressor().sign();
        boolean hitsBids = sign < 0;
        PassiveQueue queue = hitsBids ? market.bidQueue : market.askQueue;
        queue.hit(trade.priceTicks(), lots, displayed(market, hitsBids, trade.priceTicks()), timeMs);
        market.tape.trade(trade, timeMs);
        market.session.add((double) trade.priceTicks(), lots, timeMs);
        market.profile.add(trade.priceTicks(), lots, timeMs);
        market.seconds.trade((double) trade.priceTicks(), lots, scale.usd((double) trade.priceTicks(), lots), sign);
        market.vpin.trade(trade.lots(), sign > 0);
        market.minutes.price(trade.priceTicks(), trade.lots());
        market.hours.price(trade.priceTicks(), trade.lots());
    }

    /** What a level shows, by quote if it is the touch, else by depth. */
    private static long displayed(MarketContext market, boolean isBid, long ticks) {
        if (market.hasTouch && ticks == (isBid ? market.bidTicks : market.askTicks)) {
            return isBid ? market.bidLots : market.askLots;
        }
        BookSide side = isBid ? market.book.bids : market.book.asks;
        return side.lotsAtPrice(ticks);
    }

    private static void showQueues(MarketContext market, long timeMs) {
        showQueue(market, market.bidQueue, timeMs);
        showQueue(market, market.askQueue, timeMs);
    }

    private static void showQueue(MarketContext market, PassiveQueue queue, long timeMs) {
        if (!queue.isHit || !market.hasTouch) {
            return;
        }
        boolean isLeft = queue.isBid ? market.bidTicks < queue.ticks : market.askTicks > queue.ticks;
        if (isLeft) {
            queue.leave();
        } else {
            queue.show(displayed(market, queue.isBid, queue.ticks), timeMs);
        }
    }

    private static void quote(MarketContext market, Quote quote, long timeMs) {
        market.crossCheck.onQuote(quote);
        if (market.hasQuote && quote.updateId() < market.quoteUpdateId) {
            market.quotesOutdated++;
            return;
        }
        market.silence.onQuote(timeMs);
        market.hasQuote = true;
        market.quoteUpdateId = quote.updateId();
        market.quoteBidTicks = quote.bidTicks();
        market.quoteBidLots = quote.bidLots();
        market.quoteAskTicks = quote.askTicks();
        market.quoteAskLots = quote.askLots();
        market.flow.quote(quote);
        chooseTouch(market);
        showQueues(market, timeMs);
    }

    private void book(MarketContext market, BookUpdate update, boolean isSnapshot, long timeMs) {
        OrderBook book = market.book;
        BookResult result =
                isSnapshot ? book.applySnapshot(update, scale.market()) : book.applyDelta(update, scale.market());
        if (result != BookResult.BUFFERED && result != BookResult.OUTDATED) {
            bookChanged(market, result, isSnapshot, timeMs);
        }
    }

    private static void bookChanged(MarketContext market, BookResult result, boolean isSnapshot, long timeMs) {
        OrderBook book = market.book;
        switch (result) {
            case APPLIED -> {
                market.silence.onBook(book.lastUpdateId, timeMs);
                if (isSnapshot) {
                    market.flow.hasLevels = false;
                } else {
                    market.crossCheck.onDelta(book);
                    market.isDeltaApplied = true;
                }
                market.flow.depth(book);
                measureImbalance(market);
            }
            case GAP -> market.bookGaps++;
            case CROSSED -> market.bookCrossed++;
            case BUFFERED, OUTDATED -> throw new IllegalArgumentException("nothing has changed: " + result);
        }
        if (result != BookResult.APPLIED) {
            market.flow.reset();
            market.hasDepthImbalance = false;
        }
        chooseTouch(market);
        showQueues(market, timeMs);
    }

    private static void measureImbalance(MarketContext market) {
        BookSide bids = market.book.bids;
        BookSide asks = market.book.asks;
        market.hasDepthImbalance = bids.size >= OrderFlow.LEVELS && asks.size >= OrderFlow.LEVELS;
        if (!market.hasDepthImbalance) {
            market.depthImbalance = 0;
            return;
        }
        double bid = 0;
        double ask = 0;
        for (int i = 0; i < OrderFlow.LEVELS; i++) {
            bid += OrderFlow.WEIGHTS[i] * bids.lotsAt(i);
            ask += OrderFlow.WEIGHTS[i] * asks.lotsAt(i);
        }
        market.depthImbalance = (bid - ask) / (bid + ask);
    }

    private static void chooseTouch(MarketContext market) {
        OrderBook book = market.book;
        boolean takesQuote = market.hasQuote && (!book.hasTouch() || market.quoteUpdateId > book.lastUpdateId);
        if (takesQuote) {
            market.bidTicks = market.quoteBidTicks;
            market.bidLots = market.quoteBidLots;
            market.askTicks = market.quoteAskTicks;
            market.askLots = market.quoteAskLots;
        } else if (book.hasTouch()) {
            market.bidTicks = book.bids.ticksAt(0);
            market.bidLots = book.bids.lotsAt(0);
            market.askTicks = book.asks.ticksAt(0);
            market.askLots = book.asks.lotsAt(0);
        }
        market.hasTouch = takesQuote || book.hasTouch();
    }

    private void backFill(MarketContext market, Bar bar, long feedTimeMs, HourSink hours) {
        BarSeries series = bar.intervalMs() == market.hours.intervalMs
                ? market.hours
                : bar.intervalMs() == market.minutes.intervalMs ? market.minutes : null;
        if (series == null || !series.admits(bar)) {
            market.barsRefused++;
            return;
        }
        market.barsTaken++;
        market.barsReceivedMs = feedTimeMs;
        series.append(bar);
        if (series == market.hours) {
            clock.hourClosed(market, hours);
        } else {
            clock.forgetAcrossHole(market);
            double typical = (bar.highTicks() + bar.lowTicks() + bar.closeTicks()) / 3.0;
            if (bar.volumeLots() > 0) {
                market.session.add(typical, (double) bar.volumeLots(), bar.openTimeMs());
                market.profile.add(Math.round(typical), (double) bar.volumeLots(), bar.openTimeMs());
            }
            clock.minuteClosed(market);
        }
    }
}
