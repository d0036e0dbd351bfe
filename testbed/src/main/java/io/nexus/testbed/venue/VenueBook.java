package io.nexus.testbed.venue;

import io.nexus.domain.book.BookResult;
import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The market of one instrument as orders meet it: the book rebuilt from the feed, its touch replaced by a quote of a newer
 * update id, and what our own orders took since the last change. Own executions do not move the market; they are only
 * not offered twice while the book stands still. */
final class VenueBook {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    final Instrument instrument;
    private final OrderBook depth = new OrderBook();
    private final Map<Long, Long> takenLotsByTicks = new HashMap<>();
    private @Nullable Quote quote;
    private @Nullable BigDecimal fundingRate;
    private @Nullable BigDecimal markPrice;

    /** Last price anybody saw, for margins while the book is invalid; 0 = none yet. */
    private long referenceTicks;

    VenueBook(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Takes in an event of this instrument; returns whether what is offered may have changed. */
    boolean apply(MarketEvent event) {
        switch (event.kind()) {
            case BOOK_SNAPSHOT, BOOK_DELTA -> {
                return applyDepth(event);
            }
            case BOOK_GAP -> {
                depth.lose();
                return changed();
            }
            case QUOTE -> {
                return applyQuote(event.quote());
            }
            case TRADE -> {
                if (event.trade() != null && referenceTicks == 0) {
                    referenceTicks = event.trade().priceTicks();
                }
            }
            case FUNDING -> {
                FundingRate funding = event.funding();
                fundingRate = funding == null ? fundingRate : BigDecimal.valueOf(funding.rateRatio());
            }
            case MARK_PRICE -> {
                if (event.mark() != null) {
                    markPrice = BigDecimal.valueOf(event.mark().markPrice());
                }
            }
            case BAR, LIQUIDATION, OPEN_INTEREST, CALENDAR, HEARTBEAT, END -> {
                // nothing an order meets
            }
        }
        return false;
    }

    /** Whether both sides are known and in sequence. */
    boolean isValid() {
        return depth.hasTouch();
    }

    /** Best price of a book side.
     *
     * @throws IllegalStateException if the book is not valid */
    long touchTicks(Side bookSide) {
        Quote newer = newerQuote();
        if (newer != null) {
            return bookSide == Side.BUY ? newer.bidTicks() : newer.askTicks();
        }
        if (!isValid()) {
            throw new IllegalStateException(instrument.key() + " has no valid book");
        }
        return side(bookSide).ticksAt(0);
    }

    /** What an order of a side would pay or get at the touch, else the last price seen; 0 if there was none. */
    long referenceTicks(Side orderSide) {
        return isValid() ? touchTicks(orderSide.opposite()) : referenceTicks;
    }

    /** What the book offers to an order, best price first, at most its quantity and no worse than its limit. */
    List<Execution> offered(VenueOrder order, long wantedLots) {
        List<Execution> executions = new ArrayList<>();
        BookSide levels = side(order.side().opposite());
        Quote newer = newerQuote();
        long wanted = wantedLots;
        if (newer != null) {
            boolean isBuy = order.side() == Side.BUY;
            long ticks = isBuy ? newer.askTicks() : newer.bidTicks();
            wanted -= take(executions, order, ticks, isBuy ? newer.askLots() : newer.bidLots(), wanted);
        }
        for (int i = 0; i < levels.size && wanted > 0 && order.admits(levels.ticksAt(i)); i++) {
            long ticks = levels.ticksAt(i);
            boolean isBehindQuote = newer == null
                    || (ticks - touchTicks(order.side().opposite()))
                                    * order.side().sign()
                            > 0;
            if (isBehindQuote) {
                wanted -= take(executions, order, ticks, levels.lotsAt(i), wanted);
            }
        }
        return executions;
    }

    /** Marks what an order took, until the book changes. */
    void taken(Execution execution) {
        takenLotsByTicks.merge(execution.priceTicks(), execution.lots(), Long::sum);
    }

    /** Quantity displayed at a price on the order's own side: the queue it joins. */
    long queueLots(Side orderSide, long priceTicks) {
        Quote newer = newerQuote();
        if (newer != null && touchTicks(orderSide) == priceTicks) {
            return orderSide == Side.BUY ? newer.bidLots() : newer.askLots();
        }
        return side(orderSide).lotsAtPrice(priceTicks);
    }

    /** Rate of the next or last funding; null while the feed has told none. */
    @Nullable
    BigDecimal fundingRate() {
        return fundingRate;
    }

    /** Mark price in quote units, else the mid of the book; null while neither is known. */
    @Nullable
    BigDecimal markPrice() {
        if (markPrice != null || !isValid()) {
            return markPrice;
        }
        return instrument.price(touchTicks(Side.BUY) + touchTicks(Side.SELL)).divide(TWO);
    }

    private static boolean isChange(BookResult result) {
        return result == BookResult.APPLIED || result == BookResult.GAP || result == BookResult.CROSSED;
    }

    private boolean applyDepth(MarketEvent event) {
        BookUpdate update = event.book();
        boolean isKnown =
                event.isGenerated() && isValid() && update != null && update.lastUpdateId() <= depth.lastUpdateId;
        if (update == null || isKnown) {
            return false;
        }
        BookResult result =
                switch (event.kind()) {
                    case BOOK_SNAPSHOT -> depth.applySnapshot(update, instrument.market());
                    default -> depth.applyDelta(update, instrument.market());
                };
        return isChange(result) && changed();
    }

    private boolean applyQuote(@Nullable Quote next) {
        if (next == null || next.bidLots() <= 0 || next.askLots() <= 0 || next.bidTicks() >= next.askTicks()) {
            return false;
        }
        if (quote != null && next.updateId() < quote.updateId()) {
            return false;
        }
        quote = next;
        return newerQuote() != null && changed();
    }

    private boolean changed() {
        takenLotsByTicks.clear();
        if (isValid()) {
            referenceTicks = touchTicks(Side.SELL);
        }
        return true;
    }

    private @Nullable Quote newerQuote() {
        return quote != null && depth.isSynced && quote.updateId() > depth.lastUpdateId ? quote : null;
    }

    private BookSide side(Side bookSide) {
        return bookSide == Side.BUY ? depth.bids : depth.asks;
    }

    private long take(List<Execution> executions, VenueOrder order, long ticks, long displayedLots, long wanted) {
        long lots = Math.min(wanted, displayedLots - takenLotsByTicks.getOrDefault(ticks, 0L));
        if (lots <= 0 || !order.admits(ticks)) {
            return 0;
        }
        executions.add(new Execution(ticks, lots));
        return lots;
    }
}
