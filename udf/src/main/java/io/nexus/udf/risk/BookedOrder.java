package io.nexus.udf.risk;

import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderState;

/** An order of the account and when the venue last executed it. A mutable state class; fields are public for the
 * serializer. */
public final class BookedOrder {
    public OrderState state = new OrderState();
    /** The venue's clock at the newest execution; {@code Long.MIN_VALUE} without one. */
    public long lastFillVenueMs = Long.MIN_VALUE;

    /** Whether its evaluation is counted as an entry order: an order told by the venue is, once its candidate is replayed. */
    public boolean isCounted;

    /** For the serializer. */
    public BookedOrder() {}

    BookedOrder(OrderIntent intent) {
        state = new OrderState(intent);
    }

    void filled(Fill fill) {
        lastFillVenueMs = Math.max(lastFillVenueMs, fill.venueTimeMs());
    }

    /** Lots that are or may still be executed and are not in the ledger yet. */
    long pendingLots() {
        long possible = state.status.isTerminal() ? state.filledLots : state.intent.lots();
        return Math.max(0, possible - state.knownFillLots());
    }

    boolean isPendingEntry() {
        return !state.intent.purpose().isExit() && pendingLots() > 0;
    }
}
