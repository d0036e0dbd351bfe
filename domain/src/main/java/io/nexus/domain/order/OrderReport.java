package io.nexus.domain.order;

import io.nexus.domain.check.Check;
import java.util.List;
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
    private static final int MAX_FILLS = 1_000_000;

    @Override
    public List<Fill> fills() {
        return fills == null ? List.of() : fills;
    }

    /** This report if it is whole and everything in it within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    OrderReport checked() {
        Check.notBlank("report.clientOrderId", Check.text("report.clientOrderId", clientOrderId, Check.NAME));
        Check.present("report.status", status);
        Check.inRange("report.filledLots", filledLots, 0, Check.LOTS);
        for (Fill fill : Check.list("report.fills", fills, MAX_FILLS)) {
            fill.checked();
            Check.same("fill.clientOrderId", fill.clientOrderId(), clientOrderId);
        }
        if (venueOrderId != null) {
            Check.text("report.venueOrderId", venueOrderId, Check.NAME);
        }
        return this;
    }
}
