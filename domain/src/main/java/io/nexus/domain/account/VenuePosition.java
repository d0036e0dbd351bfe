package io.nexus.domain.account;

import java.math.BigDecimal;

/** A position as the venue sees it.
 *
 * @param signedLots positive = long */
public record VenuePosition(String instrument, long signedLots, BigDecimal entryPrice) {}
