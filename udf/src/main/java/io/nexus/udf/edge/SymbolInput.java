package io.nexus.udf.edge;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.order.OrderEvent;
import org.jspecify.annotations.Nullable;

/** What enters the symbol chain, keyed by {@link #instrument()}: a market event or an order event; exactly one is set.
 *
 * @param receivedAtWallNs wall clock in nanoseconds since the epoch when the record was read, for latency only */
public record SymbolInput(
        String instrument, @Nullable MarketEvent market, @Nullable OrderEvent order, long receivedAtWallNs) {
    /** A market event. */
    public static SymbolInput of(MarketEvent event, long receivedAtWallNs) {
        return new SymbolInput(event.instrument(), event, null, receivedAtWallNs);
    }

    /** An order event of an instrument. */
    public static SymbolInput of(OrderEvent order, long receivedAtWallNs) {
        return new SymbolInput(order.instrument(), null, order, receivedAtWallNs);
    }
}
