package io.nexus.connectors.wire;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.skip.RejectReason;

/** What numbers a market event may carry. No state. */
public final class MarketRules {
    private static final long DAY_MS = 86_400_000;
    /** The end of 2099: times behind it are units mistaken, or bits flipped. */
    private static final long LATEST_MS = 4_102_444_800_000L;

    private MarketRules() {}

    /** Refuses times that are none, prices that are not positive, quantities that are negative (a trade's: not positive), and a quote or snapshot
     * whose best bid is at or above its best ask.
     *
     * @throws RefusedException with value and rule */
    public static void check(MarketEvent event, Instrument instrument) throws RefusedException {
        times(event);
        if (event.trade() != null) {
            price(event.trade().priceTicks(), instrument);
            traded(event.trade().lots(), instrument);
        } else if (event.quote() != null) {
            quote(event.quote(), instrument);
        } else if (event.book() != null) {
            book(event.book(), event.kind() == MarketEventKind.BOOK_SNAPSHOT, instrument);
        } else if (event.bar() != null) {
            bar(event.bar(), instrument);
        } else if (event.liquidation() != null) {
            price(event.liquidation().priceTicks(), instrument);
            traded(event.liquidation().lots(), instrument);
        } else if (event.mark() != null) {
            positive(event.mark().markPrice());
            positive(event.mark().indexPrice());
        } else if (event.funding() != null) {
            rate(event.funding().rateRatio());
        } else if (event.openInterest() != null && !(event.openInterest().lots() >= 0)) {
            throw new RefusedException(
                    RejectReason.BAD_QUANTITY,
                    "open interest must not be negative, was "
                            + event.openInterest().lots());
        }
    }

    /** Refuses a feed time, and every time that a message carries, outside of 1970 to 2099.
     *
     * @throws RefusedException with value and rule */
    public static void times(MarketEvent event) throws RefusedException {
        time("feedTimeMs", event.feedTimeMs());
        if (event.hasExchangeTime()) {
            time("exchangeTimeMs", event.exchangeTimeMs());
        }
        if (event.funding() != null) {
            time("nextFundingTimeMs", event.funding().nextFundingTimeMs());
        } else if (event.calendar() != null) {
            time("atMs", event.calendar().atMs());
        } else if (event.bar() != null) {
            Bar bar = event.bar();
            time("openTimeMs", bar.openTimeMs());
            if (bar.intervalMs() <= 0 || bar.intervalMs() > DAY_MS || bar.openTimeMs() % bar.intervalMs() != 0) {
                throw new RefusedException(
                        RejectReason.BAD_TIME,
                        "a bar begins at a multiple of its interval, which is a day at most; was " + bar.openTimeMs()
                                + " of " + bar.intervalMs() + " ms");
            }
        }
    }

    private static void time(String name, long ms) throws RefusedException {
        if (ms < 0 || ms >= LATEST_MS) {
            throw new RefusedException(RejectReason.BAD_TIME, name + " must be ms since 1970, before 2100, was " + ms);
        }
    }

    private static void rate(double ratio) throws RefusedException {
        if (!(Math.abs(ratio) <= 1)) {
            throw new RefusedException(RejectReason.BAD_PRICE, "funding rate must be between -1 and 1, was " + ratio);
        }
    }

    private static void quote(Quote quote, Instrument instrument) throws RefusedException {
        price(quote.bidTicks(), instrument);
        price(quote.askTicks(), instrument);
        displayed(quote.bidLots(), instrument);
        displayed(quote.askLots(), instrument);
        uncrossed(quote.bidTicks(), quote.askTicks(), instrument);
    }

    private static void book(BookUpdate book, boolean isSnapshot, Instrument instrument) throws RefusedException {
        long bestBid = Long.MIN_VALUE;
        long bestAsk = Long.MAX_VALUE;
        for (int i = 0; i < book.bidTicks().length; i++) {
            price(book.bidTicks()[i], instrument);
            displayed(book.bidLots()[i], instrument);
            bestBid = Math.max(bestBid, book.bidTicks()[i]);
        }
        for (int i = 0; i < book.askTicks().length; i++) {
            price(book.askTicks()[i], instrument);
            displayed(book.askLots()[i], instrument);
            bestAsk = Math.min(bestAsk, book.askTicks()[i]);
        }
        if (isSnapshot) {
            uncrossed(bestBid, bestAsk, instrument);
        }
    }

    private static void bar(Bar bar, Instrument instrument) throws RefusedException {
        price(bar.lowTicks(), instrument);
        displayed(bar.volumeLots(), instrument);
        boolean isTakerKnown = bar.takerBuyLots() != Bar.NO_TAKER_VOLUME;
        if (bar.trades() < 0 || (isTakerKnown && (bar.takerBuyLots() < 0 || bar.takerBuyLots() > bar.volumeLots()))) {
            throw new RefusedException(
                    RejectReason.BAD_QUANTITY,
                    "a bar has no negative count of trades, and taker volume from 0 to its volume of "
                            + bar.volumeLots() + " lots; were " + bar.trades() + " and " + bar.takerBuyLots());
        }
        long body = Math.min(bar.openTicks(), bar.closeTicks());
        long top = Math.max(bar.openTicks(), bar.closeTicks());
        if (bar.lowTicks() > body || bar.highTicks() < top) {
            throw new RefusedException(
                    RejectReason.BAD_PRICE,
                    "open and close must lie between low " + instrument.price(bar.lowTicks()) + " and high "
                            + instrument.price(bar.highTicks()) + ", were " + instrument.price(bar.openTicks())
                            + " and "
                            + instrument.price(bar.closeTicks()));
        }
    }

    private static void price(long ticks, Instrument instrument) throws RefusedException {
        if (ticks <= 0) {
            throw new RefusedException(
                    RejectReason.BAD_PRICE,
                    "price must be positive, was " + instrument.price(ticks).toPlainString());
        }
    }

    private static void positive(double price) throws RefusedException {
        if (!(price > 0) || Double.isInfinite(price)) {
            throw new RefusedException(RejectReason.BAD_PRICE, "price must be positive, was " + price);
        }
    }

    private static void traded(long lots, Instrument instrument) throws RefusedException {
        if (lots <= 0) {
            throw new RefusedException(
                    RejectReason.BAD_QUANTITY,
                    "quantity must be positive, was "
                            + instrument.quantity(lots).toPlainString());
        }
    }

    private static void displayed(long lots, Instrument instrument) throws RefusedException {
        if (lots < 0) {
            throw new RefusedException(
                    RejectReason.BAD_QUANTITY,
                    "quantity must not be negative, was "
                            + instrument.quantity(lots).toPlainString());
        }
    }

    private static void uncrossed(long bidTicks, long askTicks, Instrument instrument) throws RefusedException {
        if (bidTicks >= askTicks) {
            throw new RefusedException(
                    RejectReason.CROSSED_BOOK,
                    "best bid " + instrument.price(bidTicks).toPlainString() + " is not below best ask "
                            + instrument.price(askTicks).toPlainString());
        }
    }
}
