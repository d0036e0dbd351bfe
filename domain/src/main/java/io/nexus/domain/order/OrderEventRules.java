package io.nexus.domain.order;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.VenuePosition;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.skip.RejectReason;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every record of the order topic must satisfy before a layer books it: whatever passes can be merged and booked without an
 * exception. A record that breaks a rule would fail the job at each restart, for it is read again. */
public final class OrderEventRules {
    /** How long what is settled is remembered, in feed time: an event of an unknown order that is older may have been booked. */
    public static final long REMEMBERED_MS = 3_600_000;

    /** 2100-01-01: a later time would stop every clock that follows it. */
    private static final long LATEST_MS = 4_102_444_800_000L;
    /** Bound of lots and ticks, so that sums of them stay in a {@code long}. */
    private static final long MOST = 1_000_000_000_000_000L;
    /** Bound of a decimal's digits and scale: arithmetic with more would take all memory. */
    private static final int MOST_DIGITS = 100;

    private OrderEventRules() {}

    /** Why an event is refused.
     *
     * @param detail the offending value and what was expected */
    public record Refusal(RejectReason reason, String detail) {}

    /** The first rule that the event breaks; null if there is none. */
    public static @Nullable Refusal refusal(OrderEvent event, InstrumentCatalog catalog) {
        String fault = fault(event);
        if (fault != null) {
            return new Refusal(RejectReason.ORDER_MALFORMED, fault);
        }
        boolean isUnknown = isOfInstrument(event) && catalog.find(event.instrument()) == null;
        return isUnknown
                ? new Refusal(RejectReason.ORDER_UNKNOWN_INSTRUMENT, "unknown instrument " + event.instrument())
                : null;
    }

    /** What is wrong with a report of an order; null if nothing is. More executed than ordered is no fault: what the venue says of
     * exposure is the truth. */
    public static @Nullable String fault(OrderIntent intent, OrderReport report) {
        if (!intent.clientOrderId().equals(report.clientOrderId())) {
            return "report of " + report.clientOrderId() + " given to " + intent.clientOrderId();
        }
        if (isNull(report.status())) {
            return "report without status";
        }
        String fault = outside("filledLots", report.filledLots(), 0, MOST);
        fault = fault != null ? fault : outside("report.venueTimeMs", report.venueTimeMs(), 0, LATEST_MS);
        for (Fill fill : report.fills()) {
            fault = fault != null ? fault : fault(intent, fill);
        }
        return fault;
    }

    private static boolean isOfInstrument(OrderEvent event) {
        return switch (event.kind()) {
            case ADMITTED, REPORT, STOP_MOVED, DUST -> true;
            case ACCOUNT, RECONCILED -> false;
        };
    }

    private static @Nullable String fault(OrderEvent event) {
        if (event.account().isEmpty()) {
            return "account is empty";
        }
        String fault = outside("feedTimeMs", event.feedTimeMs(), 0, LATEST_MS);
        fault = fault != null ? fault : outside("wallMs", event.wallMs(), 0, LATEST_MS);
        if (fault != null) {
            return fault;
        }
        OrderIntent intent = event.intent();
        if (intent != null) {
            fault = fault(event, intent);
        }
        if (fault == null && intent != null && event.report() != null) {
            fault = fault(intent, event.report());
        }
        if (fault == null && event.accountReport() != null) {
            fault = fault(event.accountReport());
        }
        StopNotice stop = event.stop();
        if (fault == null && stop != null) {
            fault = isNull(stop.positionId())
                    ? "stop without positionId"
                    : outside("stopTicks", stop.stopTicks(), 1, MOST);
            fault = fault != null ? fault : outside("stop.sequence", stop.sequence(), 1, MOST);
        }
        return fault;
    }

    private static @Nullable String fault(OrderEvent event, OrderIntent intent) {
        if (isNull(intent.clientOrderId())
                || isNull(intent.positionId())
                || intent.clientOrderId().isBlank()) {
            return "order without id, or without position";
        }
        if (!event.account().equals(intent.account()) || !event.instrument().equals(intent.instrument())) {
            return "order of " + intent.account() + " on " + intent.instrument() + " in an event of " + event.account()
                    + " on " + event.instrument();
        }
        if (isNull(intent.purpose())
                || isNull(intent.side())
                || isNull(intent.type())
                || isNull(intent.timeInForce())) {
            return "order without purpose, side, type or time in force";
        }
        if (intent.purpose().isExit() == intent.clientOrderId().equals(intent.positionId())) {
            return intent.purpose() + " " + intent.clientOrderId() + " of position " + intent.positionId();
        }
        String fault = outside("lots", intent.lots(), 1, MOST);
        fault = fault != null ? fault : outside("limitTicks", intent.limitTicks(), 0, MOST);
        fault = fault != null ? fault : outside("createdAtMs", intent.createdAtMs(), 0, LATEST_MS);
        fault = fault != null ? fault : outside("doubledMidTicks", intent.doubledMidTicks(), 0, 2 * MOST);
        EntryPlan plan = intent.plan();
        return fault != null || plan == null ? fault : fault(plan);
    }

    private static @Nullable String fault(EntryPlan plan) {
        for (Contribution contribution : plan.contributions()) {
            if (isNull(contribution) || isNull(contribution.strategy())) {
                return "plan with a contribution of no strategy";
            }
        }
        String fault = outside("plan.stopTicks", plan.stopTicks(), 0, MOST);
        fault = fault != null ? fault : outside("plan.takeProfitTicks", plan.takeProfitTicks(), 0, MOST);
        boolean isRiskSane = isNull(plan.riskAtStop()) || isMoney(plan.riskAtStop());
        return fault != null || isRiskSane ? fault : "plan.riskAtStop is " + text(plan.riskAtStop());
    }

    private static @Nullable String fault(OrderIntent intent, Fill fill) {
        if (isNull(fill)) {
            return "report with an execution that is null";
        }
        if (!intent.clientOrderId().equals(fill.clientOrderId())) {
            return "execution of " + fill.clientOrderId() + " in a report of " + intent.clientOrderId();
        }
        if (fill.side() != intent.side()) {
            return "execution " + fill.tradeId() + " is " + fill.side() + ", its order " + intent.side();
        }
        String fault = outside("fill.lots", fill.lots(), 1, MOST);
        fault = fault != null ? fault : outside("fill.priceTicks", fill.priceTicks(), 1, MOST);
        fault = fault != null ? fault : outside("fill.venueTimeMs", fill.venueTimeMs(), 0, LATEST_MS);
        return fault != null || isMoney(fill.fee())
                ? fault
                : "fee of execution " + fill.tradeId() + " is " + text(fill.fee());
    }

    private static @Nullable String fault(AccountReport report) {
        if (!isMoney(report.wallet())) {
            return "wallet is " + text(report.wallet());
        }
        for (FundingPayment payment : report.funding()) {
            if (isNull(payment) || isNull(payment.instrument()) || !isMoney(payment.amount())) {
                return "funding payment without instrument or amount";
            }
            String fault = outside("funding.venueTimeMs", payment.venueTimeMs(), 0, LATEST_MS);
            if (fault != null) {
                return fault;
            }
        }
        for (VenuePosition position : report.positions()) {
            if (isNull(position) || isNull(position.instrument())) {
                return "position without instrument";
            }
        }
        return null;
    }

    /** Whether a component is absent, which JSON allows and the types do not. */
    private static boolean isNull(@Nullable Object component) {
        return component == null;
    }

    private static boolean isMoney(@Nullable BigDecimal money) {
        return money != null && money.precision() <= MOST_DIGITS && Math.abs((long) money.scale()) <= MOST_DIGITS;
    }

    private static String text(@Nullable BigDecimal money) {
        return money == null ? "absent" : "of " + money.precision() + " digits at scale " + money.scale();
    }

    private static @Nullable String outside(String name, long value, long least, long most) {
        return value >= least && value <= most
                ? null
                : name + " must be in [" + least + ", " + most + "], was " + value;
    }

    /** Why an entry whose id is not known must not open a position; null if it may. The order topic does not say which ids Layer 6
     * admitted, and a report may come before the admission, for they have different writers. So an entry is judged by its age,
     * and by what Layer 6 alone gives its orders: a plan, and the id that follows from symbol, admission time and evaluation. Only
     * the venue's list of orders, which is asked for when Layer 6 reconciles, brings entries of ours without a plan.
     *
     * @param nowMs newest feed time of the instrument */
    public static @Nullable Refusal unknownEntry(
            OrderEvent event, OrderIntent intent, Instrument instrument, long nowMs) {
        boolean isListed = event.step() == StepKind.RECONCILE;
        // what the venue lists bears its own clock's time
        long newestMs = isListed ? event.feedTimeMs() : Math.max(event.feedTimeMs(), intent.createdAtMs());
        if (newestMs < nowMs - REMEMBERED_MS) {
            String age = intent.clientOrderId() + " is of " + newestMs + ", more than " + REMEMBERED_MS + " ms before "
                    + nowMs;
            return new Refusal(RejectReason.ORDER_OUTDATED, age);
        }
        String ours = ClientOrderId.entry(instrument.symbol(), intent.createdAtMs(), intent.evaluation());
        boolean isOurs = intent.plan() != null && intent.clientOrderId().equals(ours);
        return isListed || isOurs
                ? null
                : new Refusal(
                        RejectReason.ORDER_NEVER_ADMITTED, intent.clientOrderId() + " is no id that Layer 6 gives");
    }

    /** Whether an event fits the order known by its id: the same instrument and side, entry or exit. */
    public static boolean isSameOrder(OrderIntent known, OrderIntent reported) {
        return known.side() == reported.side()
                && known.instrument().equals(reported.instrument())
                && known.purpose().isExit() == reported.purpose().isExit();
    }

    /** Ids of known orders that contradict, as text. */
    public static String contradiction(OrderIntent known, OrderIntent reported) {
        return known.clientOrderId() + " is a " + known.purpose() + " " + known.side() + " of " + known.instrument()
                + ", reported as " + reported.purpose() + " " + reported.side() + " of " + reported.instrument();
    }

    /** Whether nothing in a list of executions is newer than a venue time; true of none. */
    public static boolean isAllBefore(List<Fill> fills, long venueTimeMs) {
        for (Fill fill : fills) {
            if (fill.venueTimeMs() >= venueTimeMs) {
                return false;
            }
        }
        return true;
    }
}
