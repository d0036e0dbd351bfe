package io.nexus.testbed.venue;

import io.nexus.domain.market.Trade;
import java.util.List;

/** How orders meet the market. On arrival an order walks the displayed levels. What rests is filled at its own price when
 * the opposite touch reaches it (as much as is displayed there), when a trade prints through it, and when trades at its price
 * have used up the quantity that was displayed before it. Reduce-only orders never fill more than the position. Not
 * thread-safe. */
final class Matcher {
    private final VenueBookkeeper keeper;
    private final VenueState state;

    Matcher(VenueBookkeeper keeper) {
        this.keeper = keeper;
        this.state = keeper.state;
    }

    /** The order's first meeting with a valid book: fills, then rests or expires. */
    void onArrival(InstrumentAccount account, VenueBook book, VenueOrder order) {
        long wantedLots = wantedLots(account, order);
        List<Execution> offered = book.offered(order, wantedLots);
        long offeredLots = offered.stream().mapToLong(Execution::lots).sum();
        boolean isKilled = order.timeInForce() == VenueTimeInForce.FOK && offeredLots < order.remainingLots();
        if (wantedLots > 0 && !isKilled) {
            for (Execution execution : offered) {
                if (!keeper.fill(order, execution, false)) {
                    break;
                }
                book.taken(execution);
            }
        }
        VenueOrder after = state.order(order.orderId());
        if (!after.isOpen()) {
            return;
        }
        if (order.timeInForce() == VenueTimeInForce.GTC && wantedLots(account, after) > 0) {
            long queueLots = book.queueLots(order.side(), order.limitTicks());
            keeper.book(new JournalEvent.Rested(state.clockMs, order.orderId(), queueLots));
        } else {
            keeper.close(after, BookedStatus.EXPIRED);
        }
    }

    /** The book changed: a resting order fills at its price if the opposite touch reaches it. */
    void onBook(InstrumentAccount account, VenueBook book, VenueOrder order) {
        Long queueLots = state.queueAheadByOrderId.get(order.orderId());
        if (queueLots == null) {
            return;
        }
        state.queueAheadByOrderId.put(
                order.orderId(), Math.min(queueLots, book.queueLots(order.side(), order.limitTicks())));
        for (Execution execution : book.offered(order, order.remainingLots())) {
            book.taken(execution);
            fillResting(account, state.order(order.orderId()), execution.lots());
        }
    }

    /** A trade printed: resting orders of the side it hit fill up to its quantity, oldest first. */
    void onTrade(InstrumentAccount account, Trade trade) {
        if (account.openOrderById.isEmpty()) {
            return;
        }
        long leftLots = trade.lots();
        for (VenueOrder order : List.copyOf(account.openOrderById.values())) {
            Long queueLots = state.queueAheadByOrderId.get(order.orderId());
            if (queueLots == null || order.side() == trade.aggressor() || !order.admits(trade.priceTicks())) {
                continue;
            }
            long availableLots = leftLots;
            if (trade.priceTicks() == order.limitTicks()) {
                state.queueAheadByOrderId.put(order.orderId(), Math.max(0, queueLots - leftLots));
                availableLots = Math.max(0, leftLots - queueLots);
            }
            leftLots -= fillResting(account, order, availableLots);
        }
    }

    private long fillResting(InstrumentAccount account, VenueOrder order, long availableLots) {
        if (!order.isOpen() || availableLots <= 0) {
            return 0;
        }
        long lots = Math.min(availableLots, wantedLots(account, order));
        boolean isBooked = lots > 0 && keeper.fill(order, new Execution(order.limitTicks(), lots), true);
        VenueOrder after = state.order(order.orderId());
        if (!isBooked || (after.isOpen() && wantedLots(account, after) == 0)) {
            keeper.close(after, BookedStatus.EXPIRED);
        }
        return isBooked ? lots : 0;
    }

    private static long wantedLots(InstrumentAccount account, VenueOrder order) {
        return order.isReduceOnly()
                ? Math.min(order.remainingLots(), account.reducibleLots(order.side()))
                : order.remainingLots();
    }
}
