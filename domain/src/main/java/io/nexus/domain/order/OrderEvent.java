package io.nexus.domain.order;

import io.nexus.domain.account.AccountReport;
import org.jspecify.annotations.Nullable;

/** A record of the order topic. May arrive late, twice or out of order: readers merge it monotonically by
 * {@link OrderState}.
 *
 * @param instrument of the order; empty on account events
 * @param intent on ADMITTED and REPORT; for orders of ours that only the venue remembers, what it tells of them
 * @param report on REPORT
 * @param accountReport on ACCOUNT
 * @param feedTimeMs feed time when it was made
 * @param wallMs wall clock when it was made */
public record OrderEvent(
        OrderEventKind kind,
        String account,
        String instrument,
        @Nullable OrderIntent intent,
        @Nullable OrderReport report,
        @Nullable AccountReport accountReport,
        long feedTimeMs,
        long wallMs) {}
