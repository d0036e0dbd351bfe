package io.nexus.udf.execution;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends orders that the venue does not end: those it accepted and knows no more, and those whose executions it does not report. */
final class OrderEnds {
    /** Times the usual denials, where the venue's list of orders can't be had. */
    private static final int UNLISTED_PROOFS = 4;

    private final ExecutionConfig config;

    OrderEnds(ExecutionConfig config) {
        this.config = config;
    }

    /** What stands in for executions that the venue counts and has not reported for long: filled at the worst price that the order
     * allows, at the taker fee. Null if there is nothing to estimate, or no price. */
    @Nullable
    OrderReport estimate(TrackedOrder order, Instrument instrument, long nowMs) {
        OrderState state = order.state;
        long missing = state.filledLots - state.knownFillLots();
        boolean isDue = order.untoldSinceAtMs != 0 && nowMs - order.untoldSinceAtMs >= config.untoldFillsMs();
        long ticks = state.intent.limitTicks() > 0 ? state.intent.limitTicks() : state.intent.doubledMidTicks() / 2;
        if (!isDue || missing <= 0 || ticks <= 0) {
            return null;
        }
        String id = state.intent.clientOrderId();
        Fill estimate = new Fill(
                estimateId(id, state.filledLots),
                id,
                state.intent.side(),
                ticks,
                missing,
                instrument.takerFee(ticks, missing),
                order.venueTimeMs);
        String why = "the venue counts " + state.filledLots + " lots and reports " + state.knownFillLots()
                + (state.error == null ? "" : ": " + state.error) + "; the rest is estimated at " + ticks + " ticks";
        OrderReport report =
                new OrderReport(id, null, state.status, state.filledLots, List.of(estimate), order.venueTimeMs, why);
        state.merge(report, nowMs);
        order.untoldSinceAtMs = 0;
        return report;
    }

    /** A negative trade id of its own for each estimate. */
    private static long estimateId(String clientOrderId, long filledLots) {
        long hash = filledLots;
        for (int i = 0; i < clientOrderId.length(); i++) {
            hash = hash * 1_000_003 + clientOrderId.charAt(i);
        }
        return hash | Long.MIN_VALUE;
    }

    /** Whether the venue has denied to know an order it had accepted so often that its list of orders is to be asked for. */
    boolean isMissing(TrackedOrder order) {
        return order.lostProofs >= config.lostProofs() && order.state.status.isOpen();
    }

    /** Ends an order that the venue had accepted and knows no more: its list of orders, asked for after that became certain, does
     * not have it either. Where no list can be had, many more denials end it, too. Null while it may still turn up. */
    @Nullable
    OrderReport lost(TrackedOrder order, boolean isListed, long nowMs) {
        boolean isProved = isListed || order.lostProofs >= UNLISTED_PROOFS * config.lostProofs();
        if (!isMissing(order) || !isProved) {
            return null;
        }
        OrderState state = order.state;
        OrderReport report = new OrderReport(
                state.intent.clientOrderId(),
                null,
                OrderStatus.LOST,
                state.filledLots,
                List.of(),
                order.venueTimeMs,
                "accepted, then unknown to the venue " + order.lostProofs + " times");
        state.merge(report, nowMs);
        return report;
    }

    /** Whether the venue's list of orders is to be asked for now. */
    boolean isListDue(AccountTrack account, long nowMs) {
        return account.listAskedAtMs == 0 || nowMs - account.listAskedAtMs >= config.stepExpiryMs();
    }
}
