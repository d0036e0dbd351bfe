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
 * @param wallMs wall clock when it was made
 * @param step the tracker's step that this answers; null where none was asked
 * @param isNotFound on REPORT: the venue said that it knows no such order (the report says UNKNOWN); what that proves is
 *     Layer 7's to judge
 * @param stop on STOP_MOVED */
public record OrderEvent(
        OrderEventKind kind,
        String account,
        String instrument,
        @Nullable OrderIntent intent,
        @Nullable OrderReport report,
        @Nullable AccountReport accountReport,
        long feedTimeMs,
        long wallMs,
        @Nullable StepKind step,
        boolean isNotFound,
        @Nullable StopNotice stop) {

    /** An event about an order or the account. */
    public OrderEvent(
            OrderEventKind kind,
            String account,
            String instrument,
            @Nullable OrderIntent intent,
            @Nullable OrderReport report,
            @Nullable AccountReport accountReport,
            long feedTimeMs,
            long wallMs,
            @Nullable StepKind step,
            boolean isNotFound) {
        this(kind, account, instrument, intent, report, accountReport, feedTimeMs, wallMs, step, isNotFound, null);
    }

    /** A stop that was set or moved. */
    public static OrderEvent stopMoved(String account, String instrument, StopNotice stop, long feedTimeMs) {
        OrderEventKind kind = OrderEventKind.STOP_MOVED;
        return new OrderEvent(kind, account, instrument, null, null, null, feedTimeMs, 0, null, false, stop);
    }

    /** An event that answers no step. */
    public OrderEvent(
            OrderEventKind kind,
            String account,
            String instrument,
            @Nullable OrderIntent intent,
            @Nullable OrderReport report,
            @Nullable AccountReport accountReport,
            long feedTimeMs,
            long wallMs) {
        this(kind, account, instrument, intent, report, accountReport, feedTimeMs, wallMs, null, false, null);
    }
}
