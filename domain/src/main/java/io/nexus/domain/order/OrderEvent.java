package io.nexus.domain.order;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.check.Check;
import org.jspecify.annotations.Nullable;

/** A record of the order topic. May arrive late, twice or out of order: readers merge it monotonically by
 * {@link OrderState}.
 *
 * @param instrument of the order; empty on account events
 * @param intent on ADMITTED, REPORT and DUST; for orders of ours that only the venue remembers, what it tells of them
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

    /** Takes what another version wrote: what it lacks is empty. {@link #checked} says whether it is whole. */
    public OrderEvent {
        kind = kind == null ? OrderEventKind.REPORT : kind;
        account = account == null ? "" : account;
        instrument = instrument == null ? "" : instrument;
    }

    /** This event if it is whole: the payload of its kind, of one order of one account, everything in it within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    public OrderEvent checked() {
        Check.notBlank("account", Check.text("account", account, Check.NAME));
        Check.text("instrument", instrument, Check.NAME);
        Check.notNegative("wallMs", wallMs);
        switch (kind) {
            case ADMITTED, DUST -> checked(Check.present("intent", intent));
            case REPORT -> {
                OrderIntent ordered = Check.present("intent", intent);
                checked(ordered);
                OrderReport reported = Check.present("report", report).checked();
                Check.same("report.clientOrderId", reported.clientOrderId(), ordered.clientOrderId());
            }
            case ACCOUNT -> Check.present("accountReport", accountReport).checked();
            case STOP_MOVED -> {
                Check.notBlank("instrument", instrument);
                Check.present("stop", stop).checked();
            }
            case RECONCILED -> {}
        }
        return this;
    }

    private void checked(OrderIntent ordered) {
        ordered.checked();
        Check.same("intent.account", ordered.account(), account);
        Check.same("intent.instrument", ordered.instrument(), instrument);
    }

    /** Layer 6 admitted an order. */
    public static OrderEvent admitted(OrderIntent intent, long wallMs) {
        return of(OrderEventKind.ADMITTED, intent, null, intent.createdAtMs(), wallMs);
    }

    /** What the venue, or Layer 7 in its place, says of an order. */
    public static OrderEvent report(OrderIntent intent, OrderReport report, long feedTimeMs, long wallMs) {
        return of(OrderEventKind.REPORT, intent, report, feedTimeMs, wallMs);
    }

    /** What the venue says of an account. */
    public static OrderEvent account(String account, AccountReport report, long feedTimeMs, long wallMs) {
        return of(OrderEventKind.ACCOUNT, account, report, feedTimeMs, wallMs);
    }

    /** All of an account's orders at the venue are told. */
    public static OrderEvent reconciled(String account, long feedTimeMs, long wallMs) {
        return of(OrderEventKind.RECONCILED, account, null, feedTimeMs, wallMs);
    }

    /** A stop that was set or moved. */
    public static OrderEvent stopMoved(String account, String instrument, StopNotice stop, long feedTimeMs) {
        OrderEventKind kind = OrderEventKind.STOP_MOVED;
        return new OrderEvent(kind, account, instrument, null, null, null, feedTimeMs, 0, null, false, stop);
    }

    /** What is left of a position can't be sold.
     *
     * @param entry the order that opened it */
    public static OrderEvent dust(OrderIntent entry, long feedTimeMs, long wallMs) {
        return of(OrderEventKind.DUST, entry, null, feedTimeMs, wallMs);
    }

    /** The same as the answer to a step. */
    public OrderEvent answering(StepKind asked) {
        return new OrderEvent(
                kind, account, instrument, intent, report, accountReport, feedTimeMs, wallMs, asked, isNotFound, stop);
    }

    /** The same, told by a venue that knows no such order. */
    public OrderEvent notFound() {
        return new OrderEvent(
                kind, account, instrument, intent, report, accountReport, feedTimeMs, wallMs, step, true, stop);
    }

    private static OrderEvent of(
            OrderEventKind kind, OrderIntent intent, @Nullable OrderReport report, long feedTimeMs, long wallMs) {
        return new OrderEvent(
                kind,
                intent.account(),
                intent.instrument(),
                intent,
                report,
                null,
                feedTimeMs,
                wallMs,
                null,
                false,
                null);
    }

    private static OrderEvent of(
            OrderEventKind kind, String account, @Nullable AccountReport report, long feedTimeMs, long wallMs) {
        return new OrderEvent(kind, account, "", null, null, report, feedTimeMs, wallMs, null, false, null);
    }
}
