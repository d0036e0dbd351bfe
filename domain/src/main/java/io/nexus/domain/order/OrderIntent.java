package io.nexus.domain.order;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Side;
import org.jspecify.annotations.Nullable;

/** An order as we mean it; never changes once admitted.
 *
 * @param account {@code venue|market|name}
 * @param positionId client order id of the entry that opened the position (its own id on entries)
 * @param lots quantity in lots, positive
 * @param limitTicks worst price; ignored for MARKET
 * @param createdAtMs feed time of admission
 * @param triggeredAtMs feed time of the market event that triggered it
 * @param triggerSentAtWallMs wall clock at which that event was signed; a replayed trigger carries the same value
 * @param evaluation the instrument's evaluation sequence (entries), else 0
 * @param doubledMidTicks bid + ask when it was decided, for slippage
 * @param plan entries only
 * @param exitReason exits only */
public record OrderIntent(
        String account,
        String instrument,
        String clientOrderId,
        String positionId,
        OrderPurpose purpose,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        long lots,
        long limitTicks,
        boolean isReduceOnly,
        long createdAtMs,
        long triggeredAtMs,
        long triggerSentAtWallMs,
        long evaluation,
        long doubledMidTicks,
        @Nullable EntryPlan plan,
        @Nullable ExitReason exitReason) {
    /** This order if it is whole and everything in it within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    public OrderIntent checked() {
        Check.notBlank("intent.account", Check.text("intent.account", account, Check.NAME));
        Check.notBlank("intent.instrument", Check.text("intent.instrument", instrument, Check.NAME));
        Check.notBlank("intent.clientOrderId", Check.text("intent.clientOrderId", clientOrderId, Check.NAME));
        Check.notBlank("intent.positionId", Check.text("intent.positionId", positionId, Check.NAME));
        Check.present("intent.purpose", purpose);
        Check.present("intent.side", side);
        Check.present("intent.type", type);
        Check.present("intent.timeInForce", timeInForce);
        Check.inRange("intent.lots", lots, 1, Check.LOTS);
        Check.inRange("intent.limitTicks", limitTicks, 0, Check.TICKS);
        Check.notNegative("intent.evaluation", evaluation);
        Check.inRange("intent.doubledMidTicks", doubledMidTicks, 0, 2 * Check.TICKS);
        if (plan != null) {
            plan.checked();
        }
        return this;
    }
}
