package io.nexus.domain.account;

import io.nexus.domain.check.Check;
import java.math.BigDecimal;
import java.util.List;

/** What the venue reports of an account.
 *
 * @param wallet balance in quote units: deposits + realised P&L - fees + funding
 * @param funding payments since the time asked for */
public record AccountReport(
        BigDecimal wallet, List<VenuePosition> positions, List<FundingPayment> funding, long venueTimeMs) {
    private static final int MAX_ENTRIES = 100_000;

    @Override
    public List<VenuePosition> positions() {
        return positions == null ? List.of() : positions;
    }

    @Override
    public List<FundingPayment> funding() {
        return funding == null ? List.of() : funding;
    }

    /** This report if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    public AccountReport checked() {
        Check.amount("accountReport.wallet", wallet);
        Check.list("accountReport.positions", positions, MAX_ENTRIES).forEach(VenuePosition::checked);
        Check.list("accountReport.funding", funding, MAX_ENTRIES).forEach(FundingPayment::checked);
        return this;
    }
}
