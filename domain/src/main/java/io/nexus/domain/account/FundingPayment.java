package io.nexus.domain.account;

import java.math.BigDecimal;

/** A funding payment as the venue booked it.
 *
 * @param transactionId the venue's id; merged by it
 * @param amount in quote units, positive = received */
public record FundingPayment(long transactionId, String instrument, BigDecimal amount, long venueTimeMs) {}
