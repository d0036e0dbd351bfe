package io.nexus.udf.intake;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderState;
import java.util.ArrayList;
import java.util.List;

/** Read model of one instrument's orders: what is open, and what its fills left as a position. Forgets a position's orders
 * once all of them are settled and the position is flat. A mutable state class; fields are public for the serializer. */
public final class ActiveOrders {
    public List<OrderState> orders = new ArrayList<>();

    /** For the serializer. */
    public ActiveOrders() {}

    /** Merges an order event of this instrument; events that carry no order change nothing. */
    public void apply(OrderEvent event) {
        OrderIntent intent = event.intent();
        if (intent == null) {
            return;
        }
        if (event.kind() == OrderEventKind.DUST) {
            // what is left can't be sold: nobody waits for it any more
            orders.removeIf(order -> isOf(order, intent.account(), intent.positionId()));
            return;
        }
        OrderState state = find(intent);
        if (event.kind() == OrderEventKind.REPORT && event.report() != null) {
            state.merge(event.report(), event.feedTimeMs());
        }
        forgetIfDone(intent.account(), intent.positionId());
    }

    /** Whether an event must not be merged: it would leave an order that nothing ever ends. An entry that is not known must be
     * plausible by itself, an exit must be of a known position, and a known id must be of the same order.
     *
     * @param nowMs newest feed time of the instrument */
    boolean refuses(OrderEvent event, Instrument instrument, long nowMs) {
        OrderIntent intent = event.intent();
        if (intent == null) {
            return false;
        }
        if (event.kind() == OrderEventKind.DUST) {
            long rest = openLots(intent.account(), intent.positionId());
            return !instrument.isDustLike(intent.limitTicks(), rest);
        }
        boolean isOfKnownPosition = false;
        for (OrderState known : orders) {
            if (known.intent.clientOrderId().equals(intent.clientOrderId())
                    && known.intent.account().equals(intent.account())) {
                return !OrderEventRules.isSameOrder(known.intent, intent);
            }
            isOfKnownPosition |= isOf(known, intent.account(), intent.positionId());
        }
        return intent.purpose().isExit()
                ? !isOfKnownPosition
                : OrderEventRules.unknownEntry(event, intent, instrument, nowMs) != null;
    }

    /** Whether an order is open or a position is held. */
    public boolean isActive() {
        return !orders.isEmpty();
    }

    private OrderState find(OrderIntent intent) {
        for (OrderState known : orders) {
            if (known.intent.clientOrderId().equals(intent.clientOrderId())
                    && known.intent.account().equals(intent.account())) {
                return known;
            }
        }
        OrderState added = new OrderState(intent);
        orders.add(added);
        return added;
    }

    private long openLots(String account, String positionId) {
        long lots = 0;
        for (OrderState order : orders) {
            if (isOf(order, account, positionId)) {
                lots += order.intent.purpose() == OrderPurpose.ENTRY ? order.filledLots : -order.filledLots;
            }
        }
        return lots;
    }

    private void forgetIfDone(String account, String positionId) {
        for (OrderState order : orders) {
            if (isOf(order, account, positionId) && !order.isSettled()) {
                return;
            }
        }
        if (openLots(account, positionId) <= 0) {
            orders.removeIf(order -> isOf(order, account, positionId));
        }
    }

    private static boolean isOf(OrderState order, String account, String positionId) {
        return order.intent.account().equals(account)
                && order.intent.positionId().equals(positionId);
    }
}
