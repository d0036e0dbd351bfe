package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import java.math.BigDecimal;

/** A candidate with its size and prices, before the limits are checked.
 *
 * @param entryTicks touch that the entry takes
 * @param limitTicks worst price
 * @param confidence calibrated
 * @param notional at the highest price it can execute: the limit of a buy, the mid of a sell; quote units
 * @param fee of the entry, quote units */
record Proposal(
        Candidate candidate,
        Instrument instrument,
        long entryTicks,
        long limitTicks,
        long lots,
        double multiplier,
        double confidence,
        ExitLevels levels,
        BigDecimal notional,
        BigDecimal fee) {

    BigDecimal signedNotional() {
        return candidate.side().sign() > 0 ? notional : notional.negate();
    }
}
