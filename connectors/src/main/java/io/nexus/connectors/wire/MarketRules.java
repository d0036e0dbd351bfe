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
    private MarketRules() {}

    /** Refuses prices that are not positive, quantities that are negative (a trade's: not positive), and a quote or snapshot
     * whose best bid is at or above its best ask.
     *
     * @throws RefusedException with value and rule */
    public static void check(MarketEvent event, Instrument instrument) throws RefusedException {
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
        } else if (event.openInterest() != null && !(event.openInterest().lots() >= 0)) {
            throw new RefusedException(
                    RejectReason.BAD_QUANTITY,
                    "open interest must not be negative, was "
                            + event.openInterest().lots());
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
