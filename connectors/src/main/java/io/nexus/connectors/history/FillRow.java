package io.nexus.connectors.history;

import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import java.util.List;

/** An execution with the order it belongs to. */
record FillRow(OrderIntent intent, Fill fill) {
    /** The executions an event tells of; empty if none. Estimates are none: they are in the order's row, in its text. */
    static List<FillRow> of(OrderEvent event) {
        OrderIntent intent = event.intent();
        if (intent == null || event.report() == null) {
            return List.of();
        }
        return event.report().fills().stream()
                .filter(fill -> fill == null || !fill.isEstimate())
                .map(fill -> new FillRow(intent, fill))
                .toList();
    }
}
