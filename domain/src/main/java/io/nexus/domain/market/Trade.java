package io.nexus.domain.market;

/** A public print.
 *
 * @param tradeId the venue's id, rising per instrument
 * @param aggressor side of the incoming order */
public record Trade(long tradeId, long priceTicks, long lots, Side aggressor) {}
