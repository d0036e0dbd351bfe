package io.nexus.domain.account;

import io.nexus.domain.check.Check;
import java.math.BigDecimal;

/** A funding payment as the venue booked it.
 *
 * @param transactionId the venue's id; merged by it
 * @param amount in quote units, positive = received */
public record FundingPayment(long transactionId, String instrument, BigDecimal amount, long venueTimeMs) {
    /** This payment if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    FundingPayment checked() {
        Check.text("funding.instrument", instrument, Check.NAME);
        Check.amount("funding.amount", amount);
        return this;
    }
}
