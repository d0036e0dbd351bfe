package io.nexus.domain.order;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the venue says of one order, cumulative. UNKNOWN: the request may or may not have arrived.
 *
 * @param fills all executions known so far
 * @param error the venue's code and text, or what broke; null if nothing did */
public record OrderReport(
        String clientOrderId,
        @Nullable String venueOrderId,
        OrderStatus status,
        long filledLots,
        List<Fill> fills,
        long venueTimeMs,
        @Nullable String error) {
    public OrderReport {
        // absent in a record that an older writer made
        fills = Objects.requireNonNullElse(fills, List.of());
    }
}
