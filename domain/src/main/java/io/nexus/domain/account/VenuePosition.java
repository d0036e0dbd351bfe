package io.nexus.domain.account;

import io.nexus.domain.check.Check;
import java.math.BigDecimal;

/** A position as the venue sees it.
 *
 * @param signedLots positive = long */
public record VenuePosition(String instrument, long signedLots, BigDecimal entryPrice) {
    /** This position if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    VenuePosition checked() {
        Check.text("position.instrument", instrument, Check.NAME);
        Check.inRange("position.signedLots", signedLots, -Check.LOTS, Check.LOTS);
        Check.amount("position.entryPrice", entryPrice);
        return this;
    }
}
