package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.position.PositionLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the venue has booked in one instrument. Spot holdings are kept as a long position at average cost. */
final class InstrumentAccount {
    final Instrument instrument;
    final PositionLedger ledger = new PositionLedger();
    final TreeMap<Long, VenueOrder> orderById = new TreeMap<>();
    final TreeMap<Long, BookedFill> fillByTradeId = new TreeMap<>();
    final TreeMap<Long, VenueOrder> openOrderById = new TreeMap<>();
    long lastFundingMs = Long.MIN_VALUE;
    /** Signed lots whose funding is due but not booked yet. */
    long owedLots;

    InstrumentAccount(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Lots of the open position that an order of a side would reduce. */
    long reducibleLots(Side side) {
        return Long.signum(ledger.signedLots) == -side.sign() ? Math.abs(ledger.signedLots) : 0;
    }

    /** Open quantity of the orders of a side that may add exposure. */
    long openLots(Side side) {
        long sum = 0;
        for (VenueOrder order : openOrderById.values()) {
            if (order.side() == side && !order.isReduceOnly()) {
                sum += order.remainingLots();
            }
        }
        return sum;
    }

    List<BookedFill> fillsOf(long orderId) {
        List<BookedFill> fills = new ArrayList<>();
        for (BookedFill fill : fillByTradeId.values()) {
            if (fill.orderId() == orderId) {
                fills.add(fill);
            }
        }
        return fills;
    }

    void put(VenueOrder order) {
        orderById.put(order.orderId(), order);
        if (order.isOpen()) {
            openOrderById.put(order.orderId(), order);
        } else {
            openOrderById.remove(order.orderId());
        }
    }
}
