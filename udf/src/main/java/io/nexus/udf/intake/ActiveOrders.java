package io.nexus.udf.intake;

import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
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
        OrderState state = find(intent);
        if (event.kind() == OrderEventKind.REPORT && event.report() != null) {
            state.merge(event.report(), event.feedTimeMs());
        }
        forgetIfDone(intent.account(), intent.positionId());
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

    private void forgetIfDone(String account, String positionId) {
        long lots = 0;
        for (OrderState order : orders) {
            if (isOf(order, account, positionId)) {
                if (!order.isSettled()) {
                    return;
                }
                lots += order.intent.purpose() == OrderPurpose.ENTRY ? order.filledLots : -order.filledLots;
            }
        }
        if (lots <= 0) {
            orders.removeIf(order -> isOf(order, account, positionId));
        }
    }

    private static boolean isOf(OrderState order, String account, String positionId) {
        return order.intent.account().equals(account)
                && order.intent.positionId().equals(positionId);
    }
}
