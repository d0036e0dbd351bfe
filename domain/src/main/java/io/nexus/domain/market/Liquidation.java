package io.nexus.domain.market;

/** A forced order as the venue publishes it.
 *
 * @param side side of the forced order: SELL liquidates a long */
public record Liquidation(long priceTicks, long lots, Side side) {}
