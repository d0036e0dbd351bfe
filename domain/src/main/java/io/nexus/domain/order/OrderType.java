package io.nexus.domain.order;

/** How an order is priced. */
public enum OrderType {
    LIMIT,
    MARKET
}
