package io.nexus.udf.market;

import io.nexus.domain.book.OrderBook;

/** Everything Layer 1 keeps of one instrument, updated once per event; Layer 2 reads it by reference in the same chain. A
 * mutable state class; fields are public for the serializer. */
public final class MarketContext {
    public OrderBook book = new OrderBook();

    /** For the serializer. */
    public MarketContext() {}
}
