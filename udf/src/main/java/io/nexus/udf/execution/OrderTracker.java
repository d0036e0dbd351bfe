package io.nexus.udf.execution;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layer 7's core: decides each order's next step. One step of an order is in flight at a time (a due cancel goes past a
 * query). Nothing that may exist at the venue is placed again: a placement is repeated only after the venue, asked when
 * every earlier request must have died, said that it does not know the order. */
final class OrderTracker {
    private static final int MOST_DOUBLINGS = 20;

    private final ExecutionConfig config;
    private final long startedWallMs;

    /** @param startedWallMs when this attempt of the job began */
    OrderTracker(ExecutionConfig config, long startedWallMs) {
        this.config = config;
        this.startedWallMs = startedWallMs;
    }

    TrackedOrder admitted(OrderIntent intent, long nowMs, long intakeAtWallNs) {
        TrackedOrder order = new TrackedOrder(intent, nowMs);
        order.intakeAtWallNs = intakeAtWallNs;
        return order;
    }

    /** An order that we learn of from the order topic or the venue; null if there is nothing to follow. Admissions of this
     * attempt came directly; those of earlier ones may have been sent until it began. What this attempt was answered of an order
     * that it does not follow comes late: it has ended that order. */
    @Nullable
    TrackedOrder adopted(OrderEvent event, long nowMs) {
        OrderIntent intent = event.intent();
        boolean isEarlier = event.kind() == OrderEventKind.ADMITTED
                ? event.wallMs() < startedWallMs
                : event.report() != null && event.wallMs() < startedWallMs + config.clockSkewMs();
        if (intent == null || (!isEarlier && event.step() != StepKind.RECONCILE)) {
            return null;
        }
        TrackedOrder order = new TrackedOrder(intent, nowMs);
        order.placedAtMs = Math.min(nowMs, intent.createdAtMs());
        order.placedWallMs = startedWallMs;
        if (event.report() != null) {
            merge(order, event, event.report(), nowMs);
        }
        return order.state.isSettled() ? null : order;
    }

    /** The step to take now; null if none is due. */
    @Nullable
    ExchangeStep next(AccountTrack account, TrackedOrder order, long nowMs, long wallMs) {
        if (nowMs < order.dueAtMs || order.state.isSettled()) {
            return null;
        }
        StepKind kind = kind(order, nowMs);
        if (isHeld(account, order, kind, nowMs)) {
            order.dueAtMs = nowMs + config.pollMs();
            return null;
        }
        finish(account, order);
        order.inFlight = kind;
        order.inFlightSinceAtMs = nowMs;
        order.dueAtMs = nowMs + waitMs(order, nowMs);
        boolean isRepeated = order.isPlaced();
        switch (kind) {
            case PLACE -> {
                order.attempts++;
                order.placedAtMs = nowMs;
                order.placedWallMs = wallMs;
                order.isPlaceUnanswered = true;
                order.isReplaceDue = false;
                order.lateSteps = 0;
                account.entriesInFlight += order.isEntry() ? 1 : 0;
            }
            case QUERY -> {
                order.askedWallMs = wallMs;
                account.queriesInFlight++;
            }
            case CANCEL, ACCOUNT, RECONCILE -> order.askedWallMs = wallMs;
        }
        return step(order, kind, kind == StepKind.PLACE && mustQueryFirst(order, isRepeated), nowMs);
    }

    /** Merges a report. Returns what Layer 7 itself has to say then: an entry that never reached the venue is DENIED; null
     * otherwise. */
    @Nullable
    OrderReport reported(AccountTrack account, TrackedOrder order, OrderEvent event, long nowMs) {
        if (event.report() == null) {
            return null;
        }
        OrderReport report = event.report();
        boolean isAnswer = isAnswer(order, event);
        boolean isProof = isAnswer && isProof(order, event);
        if (isAnswer) {
            finish(account, order);
        }
        if (event.step() == StepKind.PLACE && event.wallMs() >= order.placedWallMs) {
            order.placedWallMs = event.wallMs();
            order.isPlaceUnanswered = false;
        }
        merge(order, event, report, nowMs);
        if (!event.isNotFound() || !isProof) {
            return null;
        }
        if (!isUnseen(order)) {
            order.lostProofs += isOverdue(order, nowMs) ? 1 : 0;
            return null;
        }
        if (order.isEntry()) {
            OrderReport denied = denied(order, "the venue never got it");
            order.state.merge(denied, event.feedTimeMs());
            return denied;
        }
        order.isReplaceDue = true;
        order.dueAtMs = nowMs;
        return null;
    }

    private static void merge(TrackedOrder order, OrderEvent event, OrderReport report, long nowMs) {
        OrderStatus status = order.state.status;
        long filledLots = order.state.filledLots;
        boolean isNews = !order.state.merge(report, event.feedTimeMs()).isEmpty();
        isNews |= status != order.state.status || filledLots != order.state.filledLots;
        if (report.status().rank() >= OrderStatus.SUBMITTED.rank() && event.step() != null) {
            order.lostProofs = 0;
            order.venueTimeMs = Math.max(order.venueTimeMs, report.venueTimeMs());
        }
        order.lateSteps = isNews ? 0 : order.lateSteps;
        boolean isUntold = order.state.knownFillLots() < order.state.filledLots;
        order.untoldSinceAtMs = !isUntold ? 0 : order.untoldSinceAtMs == 0 ? Math.max(1, nowMs) : order.untoldSinceAtMs;
    }

    /** Refuses an order before it leaves. */
    OrderReport deny(TrackedOrder order, String reason) {
        OrderReport denied = denied(order, reason);
        order.state.merge(denied, order.state.intent.createdAtMs());
        return denied;
    }

    /** The account step if one is due, else null. */
    @Nullable
    ExchangeStep account(AccountTrack account, String name, long nowMs) {
        long waitMs = account.isAccountInFlight ? config.stepExpiryMs() : config.accountPollMs();
        if (account.accountAskedAtMs != Long.MIN_VALUE && nowMs - account.accountAskedAtMs < waitMs) {
            return null;
        }
        account.accountAskedAtMs = nowMs;
        account.isAccountInFlight = true;
        return new ExchangeStep(StepKind.ACCOUNT, name, null, false, account.lastFundingVenueMs, 1, nowMs, 0);
    }

    void accountReported(AccountTrack account, OrderEvent event) {
        account.isAccountInFlight = false;
        if (event.accountReport() != null) {
            for (FundingPayment payment : event.accountReport().funding()) {
                account.lastFundingVenueMs = Math.max(account.lastFundingVenueMs, payment.venueTimeMs());
            }
        }
    }

    static ExchangeStep reconcile(String account, long sinceMs, long nowMs) {
        return new ExchangeStep(StepKind.RECONCILE, account, null, false, sinceMs, 1, nowMs, 0);
    }

    /** Gives back the place that the order's step in flight takes. */
    void finish(AccountTrack account, TrackedOrder order) {
        if (order.inFlight == StepKind.PLACE && order.isEntry()) {
            account.entriesInFlight--;
        } else if (order.inFlight == StepKind.QUERY) {
            account.queriesInFlight--;
        }
        order.inFlight = null;
    }

    private StepKind kind(TrackedOrder order, long nowMs) {
        if (!order.isPlaced() || order.isReplaceDue) {
            return StepKind.PLACE;
        }
        return order.state.status.isOpen() && isOverdue(order, nowMs) ? StepKind.CANCEL : StepKind.QUERY;
    }

    private boolean isOverdue(TrackedOrder order, long nowMs) {
        return order.isPlaced() && nowMs - order.placedAtMs >= config.orderTimeoutMs();
    }

    /** Wait for the next step: an order that is overdue and brings no news is asked for ever more rarely; one that the venue has
     * not acknowledged only once "no such order" would have been a proof. */
    private long waitMs(TrackedOrder order, long nowMs) {
        long proofMs = isUnseen(order) ? config.unansweredMs() + config.settleMs() : 0;
        if (!order.isPlaced() || nowMs - order.placedAtMs < config.orderTimeoutMs() + proofMs) {
            return config.pollMs();
        }
        int doublings = Math.min(order.lateSteps++, MOST_DOUBLINGS);
        return Math.min(config.maxPollMs(), config.pollMs() << doublings);
    }

    private boolean isHeld(AccountTrack account, TrackedOrder order, StepKind kind, long nowMs) {
        if (order.inFlight != null && nowMs - order.inFlightSinceAtMs < config.stepExpiryMs()) {
            return !(kind == StepKind.CANCEL && order.inFlight == StepKind.QUERY);
        }
        if (order.inFlight != null) {
            return false;
        }
        return kind == StepKind.PLACE
                ? order.isEntry() && account.entriesInFlight >= config.maxEntriesInFlight()
                : kind == StepKind.QUERY && account.queriesInFlight >= config.maxQueriesInFlight();
    }

    private boolean mustQueryFirst(TrackedOrder order, boolean isRepeated) {
        OrderIntent intent = order.state.intent;
        return isRepeated
                || intent.purpose().isExit()
                || intent.triggerSentAtWallMs() < startedWallMs + config.clockSkewMs();
    }

    /** Whether an event answers the step in flight. The order topic also brings what earlier steps were answered, late or read again
     * after a failover. */
    private static boolean isAnswer(TrackedOrder order, OrderEvent event) {
        return event.step() != null && event.step() == order.inFlight && event.feedTimeMs() == order.inFlightSinceAtMs;
    }

    /** Whether "not there" was said when every earlier request must have died. After a failover a step may bear the feed time of one
     * of the attempt before, so the wall clock of the answer counts, too; it may be another machine's. */
    private boolean isProof(TrackedOrder order, OrderEvent event) {
        if (event.step() != StepKind.QUERY && event.step() != StepKind.CANCEL) {
            return false;
        }
        long lastSentWallMs = order.isPlaceUnanswered
                ? Math.max(order.placedWallMs, startedWallMs) + config.unansweredMs()
                : order.placedWallMs;
        long saidWallMs = Math.min(order.askedWallMs, event.wallMs());
        return saidWallMs >= lastSentWallMs + config.settleMs();
    }

    private static boolean isUnseen(TrackedOrder order) {
        return order.state.status == OrderStatus.PENDING || order.state.status == OrderStatus.UNKNOWN;
    }

    private ExchangeStep step(TrackedOrder order, StepKind kind, boolean isQueryFirst, long nowMs) {
        OrderIntent intent = order.state.intent;
        long intakeAtWallNs = kind == StepKind.PLACE && order.attempts == 1 ? order.intakeAtWallNs : 0;
        return new ExchangeStep(kind, intent.account(), intent, isQueryFirst, 0, order.attempts, nowMs, intakeAtWallNs);
    }

    private static OrderReport denied(TrackedOrder order, String reason) {
        return new OrderReport(order.state.intent.clientOrderId(), null, OrderStatus.DENIED, 0, List.of(), 0, reason);
    }
}
