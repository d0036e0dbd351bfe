package io.nexus.udf.risk;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.order.OrderEventRules.Refusal;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.skip.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which order events Layer 6 books. It admits every order of the account itself, so an id that it does not know is adopted only
 * where the books may be behind: while they are reconciled, when the order topic is read again from the checkpoint, and from the
 * venue's list of orders that was asked for then. */
final class BookingRules {
    private final InstrumentCatalog catalog;

    BookingRules(InstrumentCatalog catalog) {
        this.catalog = catalog;
    }

    /** Why an event must not be booked; null if it may. */
    @Nullable
    Refusal refusal(RiskBook book, OrderEvent event) {
        Refusal refusal = OrderEventRules.refusal(event, catalog);
        OrderIntent intent = event.intent();
        boolean isOrder = event.kind() == OrderEventKind.ADMITTED || event.kind() == OrderEventKind.REPORT;
        if (refusal != null || intent == null || !isOrder) {
            return refusal;
        }
        BookedOrder known = book.order(intent.clientOrderId());
        if (known != null) {
            return OrderEventRules.isSameOrder(known.state.intent, intent)
                    ? null
                    : new Refusal(
                            RejectReason.ORDER_CONTRADICTION,
                            OrderEventRules.contradiction(known.state.intent, intent));
        }
        boolean isListed = event.step() == StepKind.RECONCILE && event.wallMs() >= book.reconcileRequestedAtWallMs;
        if (isOutdated(book, event, intent)) {
            return new Refusal(
                    RejectReason.ORDER_OUTDATED,
                    intent.clientOrderId() + " was last reported more than " + OrderBooking.REMEMBER_MS + " ms ago");
        }
        return book.isReconciling || isListed
                ? null
                : new Refusal(
                        RejectReason.ORDER_NEVER_ADMITTED,
                        intent.clientOrderId() + " is no order that " + book.account + " admitted");
    }

    /** Keeps count of the executions in an event that can't be booked. */
    static void leaveUnbooked(RiskBook book, OrderEvent event, Refusal refusal) {
        if (refusal.reason() == RejectReason.ORDER_UNKNOWN_INSTRUMENT && event.report() != null) {
            event.report().fills().forEach(fill -> book.leaveUnbooked(event.instrument(), fill));
        }
    }

    /** Whether the order may have been booked and forgotten: by what {@link OrderBooking} forgets. */
    private static boolean isOutdated(RiskBook book, OrderEvent event, OrderIntent intent) {
        List<Fill> fills = event.report() == null ? List.of() : event.report().fills();
        if (!OrderEventRules.isAllBefore(fills, book.lastFillVenueMs - OrderBooking.REMEMBER_MS)) {
            return false;
        }
        if (event.step() == StepKind.RECONCILE) {
            return !fills.isEmpty(); // its feed time is when the venue was asked
        }
        long newestMs = Math.max(event.feedTimeMs(), intent.createdAtMs());
        return book.tickMs != Long.MIN_VALUE && newestMs < book.tickMs - OrderBooking.REMEMBER_MS;
    }
}
