package io.nexus.domain.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** What the venue reports of an account.
 *
 * @param wallet balance in quote units: deposits + realised P&L - fees + funding
 * @param funding payments since the time asked for */
public record AccountReport(
        BigDecimal wallet, List<VenuePosition> positions, List<FundingPayment> funding, long venueTimeMs) {
    public AccountReport {
        // absent in a record that an older writer made
        positions = Objects.requireNonNullElse(positions, List.of());
        funding = Objects.requireNonNullElse(funding, List.of());
    }
}
